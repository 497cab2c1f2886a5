"""Routes that wait longer for the first notification than between two."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ..context import Context
from ..matchers import inherited
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class WaitBeyondGroupInterval(Rule[RouteSubject]):
    """A route that waits longer for the first notification than between two.

    ## What it does
    Compares `group_wait` with `group_interval`, each as the route has it or inherits it.

    ## Why is this bad?
    `group_wait` is to gather what belongs together before the first message. Where it is the longer one, the first
    message comes later than news of a group that is known, and the two are mostly confused with each other.

    ## Example
    ```python
    Policy("mail", routes=[Route("mail", ["severity=warning"], group_wait="10m", group_interval="5m")])
    ```

    ## Use instead
    ```python
    Policy("mail", routes=[Route("mail", ["severity=warning"], group_wait="30s", group_interval="5m")])
    ```
    """

    id = "NP514"
    name = "wait-beyond-group-interval"
    severity = Severity.WARNING
    profile = "strict"
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not (subject.route.group_wait or subject.route.group_interval):
            return
        wait, interval = inherited(subject, "group_wait"), inherited(subject, "group_interval")
        if parse_duration(wait) > parse_duration(interval):
            said = f"group_wait {wait} is longer than group_interval {interval}"
            yield Fault(said, "the wait is for the first message only: make it shorter")
