"""Routes whose matchers exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...model.finding import Severity
from ...model.matcher import Matcher
from ..context import Context
from ..matchers import exclude_each_other, matchers_of
from ..rule import Fault, Rule
from ..subjects import RouteSubject


class ContradictoryMatchers(Rule[RouteSubject]):
    """A route whose matchers exclude each other.

    ## What it does
    Compares the matchers of a route with each other and with those of the routes around it: two values for one label, a
    value that is excluded, a pattern that does not match the value.

    ## Why is this bad?
    No alert can meet both: the route never gets one.

    ## Example
    ```python
    Policy("mail", routes=[
        Route("mail", ["severity=critical"], routes=[Route("mail", ["severity=warning"])])])
    ```

    ## Use instead
    ```python
    Policy("mail", routes=[
        Route("mail", ["severity=critical"], routes=[Route("mail", ["method=GET"])])])
    ```
    """

    id = "NP503"
    name = "contradictory-matchers"
    severity = Severity.ERROR
    subject = RouteSubject

    def check(self, subject: RouteSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        own = matchers_of(subject)
        above: list[Matcher] = []
        parent = subject.parent
        while parent is not None:
            above += matchers_of(parent)
            parent = parent.parent
        pairs = [(one, other) for one in own for other in above] + list(combinations(own, 2))
        for one, other in pairs:
            if exclude_each_other(one, other):
                yield Fault(f"no alert meets both {other} and {one}", "take one of them away")
                return
