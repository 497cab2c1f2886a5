"""Rates of rates."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Call,
    Expression,
    Selector,
    Subquery,
)
from ..context import Context
from ..operands import RATES, value_path, vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RateOfRate(Rule[ExpressionSubject]):
    """A rate of a rate.

    ## What it does
    Reports `rate`, `irate` and `increase` of something that is a rate already: of a subquery over a rate, or of a
    recorded series whose name says so (`job:requests:rate5m`).

    ## Why is this bad?
    A rate goes up and down. A second rate takes every fall for a restart of the counter, and the result has no
    meaning.

    ## Example
    ```promql
    max(rate(rate(http_requests_total[5m])[30m:]))
    ```

    ## Use instead
    ```promql
    max(deriv(rate(http_requests_total[5m])[30m:]))
    ```
    """

    id = "PQ107"
    name = "rate-of-rate"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for call in subject.analysis.calls:
            if call.function.value not in RATES:
                continue
            source = vector_of(call)
            if isinstance(source, Subquery) and (inner := _rate_in(source.expression)) is not None:
                said = f"{call.function.value}() of {inner}(): the argument is a rate already"
                yield Fault(said, _HINT, call.function.span)
            elif isinstance(source, Selector) and _is_recorded_rate(source.metric):
                said = f'"{source.metric}" is a rate already: {call.function.value}() of it means nothing'
                yield Fault(said, _HINT, call.function.span)


_HINT = "use avg_over_time() for the mean, deriv() for the trend"


def _rate_in(node: Expression) -> str | None:
    """The rate that the values of an operand are; a quotient or a sum of rates is one, too."""
    for one in value_path(node):
        if isinstance(one, Call):
            name = one.function.value
            return name if name in RATES else None
    return None


def _is_recorded_rate(metric: str | None) -> bool:
    """Whether the name of a recorded series ends in `:rate5m`, `:irate1m` or `:increase1h`."""
    if metric is None or ":" not in metric:
        return False
    operation = metric.rpartition(":")[2]
    return any(operation.startswith(name) and operation[len(name) :][:1].isdigit() for name in RATES)
