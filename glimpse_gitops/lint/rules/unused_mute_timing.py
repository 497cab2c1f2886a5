"""Mute timings that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..routing_uses import timings_used
from ..rule import Fault, Rule
from ..subjects import MuteTimingSubject, ProjectSubject, RouteSubject


class UnusedMuteTiming(Rule[ProjectSubject]):
    """A mute timing that nothing uses.

    ## What it does
    Looks for each mute timing of the project in the routes of its notification policy and in its rules. A project
    without a policy is left alone.

    ## Why is this bad?
    Somebody thinks that the nights are quiet, and they are not.

    ## Example
    ```python
    [MuteTiming("weekends", weekdays=["saturday", "sunday"]), Policy("mail")]
    ```

    ## Use instead
    ```python
    [MuteTiming("weekends", weekdays=["saturday", "sunday"]),
     Policy("mail", routes=[Route("mail", ["severity=warning"], mute=["weekends"])])]
    ```
    """

    id = "NP524"
    name = "unused-mute-timing"
    severity = Severity.INFO
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each mute timing."""
        if not subject.complete or not subject.of(RouteSubject):
            return
        used = timings_used(subject)
        for timing in subject.of(MuteTimingSubject):
            if timing.passage.value not in used:
                yield Fault(
                    f'nothing uses mute timing "{timing.passage.value}"', "use it, or take it away", subject=timing
                )
