"""Averages of ratios."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Binary,
    unwrap,
)
from ..context import Context
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class AverageOfRatios(Rule[ExpressionSubject]):
    """An average of ratios.

    ## What it does
    Reports `avg` over a quotient of two rates or sums.

    ## Why is this bad?
    It weighs a server with one request as much as one with a million: `avg(a / b)` is not `sum(a) / sum(b)`.

    ## Example
    ```promql
    avg(sum by (job) (rate(http_requests_total[5m])) / sum by (job) (rate(http_request_duration_seconds_count[5m]) > 0))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m])) / sum(rate(http_request_duration_seconds_count[5m]))
    ```
    """

    id = "PQ114"
    name = "average-of-ratios"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.aggregations:
            operand = unwrap(node.expression)
            if node.op.value != "avg" or not isinstance(operand, Binary) or operand.op.value != "/":
                continue
            if number_of(operand.left) is None and number_of(operand.right) is None:
                yield Fault("the average of ratios weighs all of them alike", "write sum(…) / sum(…)", node.op.span)
