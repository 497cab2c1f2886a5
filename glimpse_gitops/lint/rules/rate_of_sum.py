"""Rates of sums."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Aggregation,
    Call,
    Expression,
    Subquery,
)
from ..context import Context
from ..operands import RATES, value_path, vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RateOfSum(Rule[ExpressionSubject]):
    """A rate of a sum.

    ## What it does
    Reports `rate`, `irate` and `increase` of a subquery over `sum` or `avg` of counters: the rate comes last where
    it has to come first.

    ## Why is this bad?
    When one of the summed counters starts anew, the sum falls. The rate takes that for a restart of the whole sum
    and counts everything once more: a huge spike at every restart.

    ## Example
    ```promql
    max(rate(sum by (job) (http_requests_total)[10m:]))
    ```

    ## Use instead
    ```promql
    max(sum by (job) (rate(http_requests_total[10m])))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
    """

    id = "PQ106"
    name = "rate-of-sum"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for call in subject.analysis.calls:
            source = vector_of(call) if call.function.value in RATES else None
            summed = _sum_in(source.expression) if isinstance(source, Subquery) else None
            if summed is not None:
                name = call.function.value
                yield Fault(
                    f"{name}() of {summed.op.value}(): a restart of one counter looks like a restart of all",
                    f"write {summed.op.value}({name}(…)): the rate first",
                    call.function.span,
                )


def _sum_in(node: Expression) -> Aggregation | None:
    """The sum or average that the values of an operand are, with no function in it."""
    path = list(value_path(node))
    if any(isinstance(one, Call) for one in path):
        return None
    return next((one for one in path if isinstance(one, Aggregation) and one.op.value in ("sum", "avg")), None)
