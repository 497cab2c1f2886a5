"""Quantiles that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.tree import (
    Expression,
)
from ..analysis import Analysis as Known
from ..context import Context
from ..operands import number_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class QuantileOutOfRange(Rule[QuerySubject]):
    """A quantile that is none.

    ## What it does
    Reports `quantile`, `quantile_over_time`, `histogram_quantile` and `histogram_quantiles` that are asked for a
    quantile below 0 or above 1.

    ## Why is this bad?
    The result is then infinite, whatever the data: 95 is not the 95th percentile, 0.95 is.

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
    name = "quantile-out-of-range"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for asked in _quantiles(subject.analysis):
            value = number_of(asked)
            if value is None or 0 <= value <= 1:
                continue
            meant = f"{value / 100:g}" if 1 < value <= 100 else ""
            yield Fault(
                f"a quantile lies between 0 and 1: of {value:g} the result is always infinite",
                f"write {meant}" if meant else "",
                asked.span,
                repair=Repair(f"write {meant}", (Edit(asked.span, meant),), safe=True) if meant else None,
            )


def _quantiles(analysis: Known) -> Iterator[Expression]:
    """The arguments that are quantiles."""
    for node in analysis.aggregations:
        if node.op.value == "quantile" and node.parameter is not None:
            yield node.parameter
    for call in analysis.calls:
        if call.function.value in ("quantile_over_time", "histogram_quantile") and call.arguments:
            yield call.arguments[0]
        elif call.function.value == "histogram_quantiles":
            yield from call.arguments[2:]
