"""Quantiles and ratios that are none."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Expression,
)
from ..analysis import Analysis as Known
from ..context import Context
from ..operands import number_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class ParameterOutOfRange(Rule[ExpressionSubject]):
    """A quantile or a ratio that is none.

    ## What it does
    Reports `quantile`, `quantile_over_time`, `histogram_quantile` and `histogram_quantiles` that are asked for a
    quantile below 0 or above 1, and `limit_ratio` with a ratio below -1 or above 1.

    ## Why is this bad?
    The result of such a quantile is infinite, whatever the data: 95 is not the 95th percentile, 0.95 is. Such a
    ratio is cut down to 1, and all series are returned.

    ## Example
    ```promql
    histogram_quantile(95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))
    ```

    ## Use instead
    ```promql
    histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#quantile
    """

    id = "PQ111"
    name = "parameter-out-of-range"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for asked, least in _parameters(subject.analysis):
            value = number_of(asked)
            if value is None or least <= value <= 1:
                continue
            meant = f"{value / 100:g}" if 1 < value <= 100 else ""
            what = "a quantile lies between 0 and 1" if least == 0 else "a ratio lies between -1 and 1"
            yield Fault(
                f"{what}, and this is {value:g}",
                f"write {meant}" if meant else "",
                asked.span,
                repair=Repair(f"write {meant}", (Edit(asked.span, meant),), safe=True) if meant else None,
            )


def _parameters(analysis: Known) -> Iterator[tuple[Expression, int]]:
    """Each parameter with the least that it may be."""
    for node in analysis.aggregations:
        if node.parameter is not None and node.op.value in ("quantile", "limit_ratio"):
            yield node.parameter, 0 if node.op.value == "quantile" else -1
    for call in analysis.calls:
        if call.function.value in ("quantile_over_time", "histogram_quantile") and call.arguments:
            yield call.arguments[0], 0
        elif call.function.value == "histogram_quantiles":
            yield from ((asked, 0) for asked in call.arguments[2:])
