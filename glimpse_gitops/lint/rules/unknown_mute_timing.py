"""Routes with mute timings that nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.policy import Route
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class UnknownMuteTiming(Rule[RouteSubject]):
    """A route with a mute timing that nothing defines.

    ## What it does
    Looks up the mute and active timings of routes that are given by name among the mute timings of the project.

    ## Why is this bad?
    Grafana refuses the whole policy tree.

    ## Example
    ```python
    Policy("mail", routes=[Route("mail", ["severity=warning"], mute=["night"])])
    ```

    ## Use instead
    ```python
    Policy("mail", routes=[Route("mail", ["severity=warning"], mute=["nights"])])
    ```
    """

    id = "NP513"
    name = "unknown-mute-timing"
    severity = Severity.ERROR
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """One fault for each timing."""
        route = subject.route
        if not context.knows_mute_timings or not isinstance(route, Route):
            return
        for timing in (*route.mute, *route.active):
            if isinstance(timing, str) and timing not in context.mute_timings:
                hint = did_you_mean(timing, context.mute_timings) or "define it as a MuteTiming"
                yield Fault(f'nothing defines mute timing "{timing}"', hint)
