"""Mute timings that never mute."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import MuteTimingSubject


class EmptyMuteTiming(Rule[MuteTimingSubject]):
    """A mute timing that never mutes.

    ## What it does
    Reports mute timings without any interval.

    ## Why is this bad?
    Whoever relies on quiet nights is woken.

    ## Example
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: []
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}]}]
    ```
    """

    id = "NP510"
    name = "empty-mute-timing"
    severity = Severity.WARNING
    subject = MuteTimingSubject

    def check(self, subject: MuteTimingSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not subject.json.get("time_intervals"):
            yield Fault("the mute timing has no interval: it never mutes", "give it times, weekdays or dates")
