"""Sums and averages of quantiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.tree import (
    Aggregation,
    Binary,
    Call,
    Selector,
)
from ..context import Context
from ..metric_types import is_of_one_instance, is_quantile
from ..operands import value_path
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


@dataclass(frozen=True)
class AggregatedQuantile(Rule[ExpressionSubject]):
    """A sum or an average of quantiles.

    ## What it does
    Reports `sum` and `avg` of the result of `histogram_quantile`, and of the quantiles of a summary
    (`{quantile=…}`), of the latter only without `by`: with it, each group may be one series. So may what one
    instance tells (`instance="…"`).

    ## Why is this bad?
    The mean of two 99th percentiles is the 99th percentile of nothing: a server with one slow request weighs as
    much as one with a million fast ones.

    ## Example
    ```promql
    avg(histogram_quantile(0.9, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m]))))
    ```

    ## Use instead
    ```promql
    histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))
    ```

    ## References
    * https://prometheus.io/docs/practices/histograms/#quantiles
    """

    id = "PQ113"
    name = "aggregated-quantile"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.aggregations:
            if node.op.value in ("sum", "avg") and (quantiles := _quantiles(node)):
                yield Fault(
                    f"the {_WORDS[node.op.value]} of {quantiles} is no quantile",
                    "aggregate the buckets, or take the max",
                    node.op.span,
                )


_WORDS = {"sum": "sum", "avg": "average"}


def _quantiles(node: Aggregation) -> str:
    """What quantiles are aggregated; empty for anything else."""
    for one in value_path(node.expression):
        if isinstance(one, Call) and one.function.value == "histogram_quantile":
            return "histogram_quantile()"
        if isinstance(one, Binary | Call):
            return ""
        if isinstance(one, Selector):
            is_summary = one.metric is not None and is_quantile(one)
            several = node.grouping is None and not is_of_one_instance(one)
            return f'quantiles of "{one.metric}"' if is_summary and several else ""
    return ""
