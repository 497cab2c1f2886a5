"""Sums and averages of quantiles."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matcher,
    Selector,
    selectors,
)
from ..context import Context
from ..metric_types import is_instance, is_of_one_instance, is_quantile
from ..operands import value_path
from ..panel_json import repeated_by
from ..rule import Fault, Rule
from ..subjects import QuerySubject
from ..template_variables import variables_in


class AggregatedQuantile(Rule[QuerySubject]):
    """A sum or an average of quantiles.

    ## What it does
    Reports `sum` and `avg` of the result of `histogram_quantile`, and of the quantiles of a summary
    (`{quantile=…}`), of the latter only without `by`: with it, each group may be one series. So may what one
    instance tells (`instance="…"`), also where a panel is repeated for each (`instance=~"$instance"`).

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
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.aggregations:
            if node.op.value in ("sum", "avg") and (quantiles := _quantiles(node)):
                if _is_of_one(node, subject):
                    continue
                yield Fault(
                    f"the {_WORDS[node.op.value]} of {quantiles} is no quantile",
                    "aggregate the buckets, or take the max",
                    node.op.span,
                )


_WORDS = {"sum": "sum", "avg": "average"}


def _is_of_one(node: Aggregation, subject: QuerySubject) -> bool:
    """Whether a panel is repeated, and asks one instance at a time."""
    repeated = repeated_by(subject.panel.dashboard) if subject.panel is not None else frozenset()
    chosen = [
        {name for matcher in one.matchers if is_instance(matcher) for name in _variables(matcher)}
        for one in selectors(node)
    ]
    return bool(repeated) and all(names & repeated for names in chosen)


def _variables(matcher: Matcher) -> Iterator[str]:
    return (name for name, _ in variables_in(matcher.value.value if matcher.value is not None else ""))


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
