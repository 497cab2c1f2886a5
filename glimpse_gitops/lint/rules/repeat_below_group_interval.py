"""Notifications that repeat faster than groups are looked at."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ..context import Context
from ..matchers import inherited
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class RepeatBelowGroupInterval(Rule[RouteSubject]):
    """A repeat interval that is shorter than the group interval.

    ## What it does
    Compares `repeat_interval` with `group_interval`, each as the route has it or inherits it.

    ## Why is this bad?
    A group is looked at once a group interval: a repetition can come no sooner, and its length is not the one that is
    written.

    ## Example
    ```python
    Policy("mail", group_interval="10m", repeat_interval="5m")
    ```

    ## Use instead
    ```python
    Policy("mail", group_interval="5m", repeat_interval="4h")
    ```
    """

    id = "NP508"
    name = "repeat-below-group-interval"
    severity = Severity.WARNING
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """At most one fault, at the route that sets one of the two."""
        route = subject.route
        if not (route.repeat_interval or route.group_interval):
            return
        repeat, group = inherited(subject, "repeat_interval"), inherited(subject, "group_interval")
        if parse_duration(repeat) < parse_duration(group):
            said = f"repeat_interval {repeat} is shorter than group_interval {group}"
            set_here = "/repeat_interval" if route.repeat_interval else "/group_interval"
            yield Fault(said, "make it longer", passage=subject.part(set_here))
