"""Quotients in which each series meets itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.canonical import same
from ...promql.fixed_labels import KEEP_LABELS
from ...promql.narrowing import added_matchers
from ...promql.tree import Aggregation, Call, Expression, Selector, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RatioOfItself(Rule[ExpressionSubject]):
    """A quotient in which each series is divided by itself.

    ## What it does
    Reports `/` and `-` between two operands that differ in nothing but a matcher, where the label of that matcher is on
    both results: then each series of the smaller side meets the very same series of the other one. An aggregation that
    drops the label, as `sum by (job)` does, makes a share of it.

    ## Why is this bad?
    Where errors are to be divided by all requests, each series of errors is divided by itself. The result is 1 as soon
    as there is one error: an alert on more than 5 % fires at the first.

    ## Example
    ```promql
    sum by (job, status_class) (rate(http_requests_total{status_class="5xx"}[5m]))
      / sum by (job, status_class) (rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum by (job) (rate(http_requests_total{status_class="5xx"}[5m])) / sum by (job) (rate(http_requests_total[5m]))
    ```
    """

    id = "PQ153"
    name = "ratio-of-itself"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.binaries:
            if node.op.value not in _ALWAYS or node.matching is not None or node.fills:
                continue
            labels = _told_apart(node.left, node.right)
            if labels:
                label, result = min(labels), _ALWAYS[node.op.value]
                said = f'each series meets itself, and the result is always {result}: both sides have "{label}"'
                yield Fault(said, f'aggregate "{label}" away on both sides: sum by (…)', node.op.span)


_ALWAYS = {"/": 1, "-": 0}


def _told_apart(left: Expression, right: Expression) -> frozenset[str] | None:
    """The labels that one side alone asks for, all of them on both results; None where the sides differ otherwise."""
    one, other = unwrap(left), unwrap(right)
    if isinstance(one, Selector) and isinstance(other, Selector):
        added = added_matchers(one, other) or added_matchers(other, one)
        labels = [matcher.label for matcher in added or () if matcher.label is not None and not matcher.label.variable]
        return frozenset(label.value for label in labels) if added and len(labels) == len(added) else None
    if isinstance(one, Aggregation) and isinstance(other, Aggregation):
        told = _told_apart(one.expression, other.expression)
        return told if told and one.op.value == other.op.value in _OF_EACH and _both_keep(one, other, told) else None
    if isinstance(one, Call) and isinstance(other, Call) and one.function.value == other.function.value in KEEP_LABELS:
        inside = zip(one.arguments[1:], other.arguments[1:], strict=False)
        if one.arguments and len(one.arguments) == len(other.arguments) and all(same(*pair) for pair in inside):
            return _told_apart(one.arguments[0], other.arguments[0])
    return None


_OF_EACH = frozenset({"sum", "avg", "min", "max", "count"})


def _both_keep(one: Aggregation, other: Aggregation, labels: frozenset[str]) -> bool:
    """Whether two aggregations make the same groups, and none of several values of these labels."""
    first, second = one.grouping, other.grouping
    if first is None or second is None or first.variable or second.variable:
        return False
    if first.keyword.value != second.keyword.value or first.names != second.names:
        return False
    return labels <= first.names if first.keyword.value == "by" else not labels & first.names
