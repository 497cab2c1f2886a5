"""Averages and extremes of counters."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Selector,
)
from ..context import Context
from ..metric_types import is_counter
from ..operands import vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class OverTimeOnCounter(Rule[ExpressionSubject]):
    """An average or an extreme of a counter.

    ## What it does
    Reports `avg_over_time`, `sum_over_time`, `min_over_time`, `max_over_time`, `quantile_over_time`,
    `stddev_over_time` and `stdvar_over_time` of a metric that the catalogue declares as a counter.

    ## Why is this bad?
    A counter is a running total since the last restart of a process. Its average or its maximum says how long the
    process has been running, not how much has happened.

    ## Example
    ```promql
    max by (route) (avg_over_time(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    max by (route) (rate(http_requests_total[5m]))
    ```
    """

    id = "PQ104"
    name = "over-time-on-counter"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for call in subject.analysis.calls:
            if call.function.value not in _STATISTICS:
                continue
            source = vector_of(call)
            if isinstance(source, Selector) and is_counter(source, subject.analysis.knowledge):
                yield Fault(
                    f'"{source.metric}" is a counter: {call.function.value}() of it means nothing',
                    "take its rate() or increase() first",
                    call.function.span,
                )


_STATISTICS = frozenset(
    f"{name}_over_time" for name in ("avg", "sum", "min", "max", "quantile", "stddev", "stdvar", "mad")
)
