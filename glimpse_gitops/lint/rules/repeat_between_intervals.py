"""Repeat intervals that end between two group intervals."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ..context import Context
from ..matchers import inherited
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class RepeatBetweenIntervals(Rule[RouteSubject]):
    """A repeat interval that is no multiple of the group interval.

    ## What it does
    Compares `repeat_interval` with `group_interval`, each as the route has it or inherits it. What is shorter is a
    finding of its own: NP508.

    ## Why is this bad?
    Notifications are repeated at a group interval and at no other time: with 10m and 15m, every 20 minutes.

    ## Example
    ```python
    Policy("mail", routes=[Route("mail", ["severity=warning"], group_interval="10m", repeat_interval="15m")])
    ```

    ## Use instead
    ```python
    Policy("mail", routes=[Route("mail", ["severity=warning"], group_interval="10m", repeat_interval="20m")])
    ```

    ## References
    * https://prometheus.io/docs/alerting/latest/configuration/#route
    """

    id = "NP516"
    name = "repeat-between-intervals"
    severity = Severity.INFO
    profile = "strict"
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not (subject.route.repeat_interval or subject.route.group_interval):
            return
        repeat, interval = inherited(subject, "repeat_interval"), inherited(subject, "group_interval")
        length, every = parse_duration(repeat), parse_duration(interval)
        if every and length > every and length % every:
            said = f"repeat_interval {repeat} is no multiple of group_interval {interval}"
            yield Fault(said, "it is repeated at the next group interval: say what is meant")
