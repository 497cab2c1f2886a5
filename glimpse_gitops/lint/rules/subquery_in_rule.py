"""Subqueries in rules."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Selector,
    unwrap,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    QuerySubject,
)


class SubqueryInRule(Rule[QuerySubject]):
    """A subquery in a rule.

    ## What it does
    Reports subqueries in alert rules and recording rules whose operand is more than a selector.

    ## Why is this bad?
    Each evaluation works out all steps of the subquery anew, although all but one of them were there before. A
    recording rule works out one.

    ## Example
    ```yaml
    alert: BusyForHours
    expr: min_over_time(sum(http_requests_active)[3h:]) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Busy for hours}
    ```

    ## Use instead
    ```yaml
    alert: BusyForHours
    expr: sum(http_requests_active) > 100
    for: 3h
    labels: {severity: warning}
    annotations: {summary: Busy for hours}
    ```
    """

    id = "PQ130"
    name = "subquery-in-rule"
    severity = Severity.WARNING
    profile = "strict"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        if subject.use not in ("alert", "recording", "step"):
            return
        for node in subject.analysis.subqueries:
            if not isinstance(unwrap(node.expression), Selector):
                yield Fault(
                    "each evaluation works out all steps of the subquery", "record its operand", node.window.span
                )
