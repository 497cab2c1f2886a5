"""Alerts on two aggregations that may not be there at the same moment."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...promql.tree import Aggregation, Expression, selectors, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class FragileRatio(Rule[AlertRuleSubject]):
    """An alert on two aggregations that fires at the first evaluation.

    ## What it does
    Reports alerts without `for` whose expression divides, multiplies, adds or subtracts two aggregations of different
    metrics.

    ## Why is this bad?
    When a target restarts, one of the two misses some series for a moment: the ratio leaps, and the alert fires at
    once.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) / sum(temperature) > 0.1
    for: 0s
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) / sum(temperature) > 0.1
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL233"
    name = "fragile-ratio"
    severity = Severity.WARNING
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each operation."""
        if subject.analysis is None or parse_duration(subject.rule.for_) > 0:
            return
        for node in subject.analysis.binaries:
            left, right = unwrap(node.left), unwrap(node.right)
            if node.op.value not in _ARITHMETIC or not (
                isinstance(left, Aggregation) and isinstance(right, Aggregation)
            ):
                continue
            if _metrics(left).isdisjoint(_metrics(right)):
                yield Fault(
                    "two aggregations are compared at one moment", "give the alert a for", node.span, subject.query
                )


_ARITHMETIC = frozenset("+-*/%")


def _metrics(node: Expression) -> set[str | None]:
    return {selector.metric for selector in selectors(node)}
