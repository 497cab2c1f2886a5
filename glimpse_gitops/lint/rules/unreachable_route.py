"""Routes behind one that takes all of their alerts."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.matcher import Matcher
from ...model.policy import Route
from ..context import Context
from ..matchers import implies
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class UnreachableRoute(Rule[RouteSubject]):
    r"""A route behind one that takes all of its alerts.

    ## What it does
    Compares the matchers of a route with those of the routes before it that do not continue. It works out `=` and lists
    in regular expressions (`a|b`); of other patterns it says nothing.

    ## Why is this bad?
    Alertmanager goes to the first route that matches: this one never gets an alert.

    ## Example
    ```python
    Policy("mail", routes=[
        Route("mail", ["severity=~\"critical|warning\""]),
        Route("mail", ["severity=critical"])])
    ```

    ## Use instead
    ```python
    Policy("mail", routes=[
        Route("mail", ["severity=critical"]),
        Route("mail", ["severity=~\"critical|warning\""])])
    ```
    """

    id = "NP502"
    name = "unreachable-route"
    severity = Severity.WARNING
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.parent is None or not isinstance(subject.route, Route):
            return
        if subject.position > _MOST:
            return
        own = [one for one in subject.route.matchers if isinstance(one, Matcher)]
        for earlier in subject.parent.route.routes[: subject.position]:
            theirs = [one for one in earlier.matchers if isinstance(one, Matcher)]
            if not earlier.continue_ and not earlier.mute and all(implies(own, one) for one in theirs):
                words = ", ".join(map(str, theirs)) or "everything"
                yield Fault(
                    f"the route before it takes all of its alerts: {words}",
                    "put this one before that, or let that continue",
                )
                return


_MOST = 1000
"""Routes below one that are held against each other."""
