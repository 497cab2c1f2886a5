"""Quantiles of buckets without their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.finding import Severity
from ...promql.analysis import Analysis
from ...promql.missing import why_missing
from ...promql.tree import Aggregation, Expression, Name, Selector
from ..context import Context
from ..metric_types import is_bucket
from ..operands import selectors_below, value_path, vector_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class QuantileWithoutLe(Rule[ExpressionSubject]):
    """A quantile of buckets without their bounds.

    ## What it does
    Reports `histogram_quantile`, `histogram_quantiles` and `histogram_fraction` of the buckets of a classic
    histogram (`…_bucket`) that have lost the label `le` on the way: an aggregation does not keep it. Native
    histograms have no `le`, and VictoriaMetrics' own have `vmrange` instead: these are left alone. What is called
    `…_count`, `…_sum` or `…_total` has no buckets at all, and is reported, too.

    ## Why is this bad?
    `le` is the upper bound of a bucket. Without it there is nothing to take a quantile of: the result is empty, and
    no error says so.

    ## Example
    ```promql
    histogram_quantile(0.9, sum by (route) (rate(http_request_duration_seconds_bucket[5m])))
    ```

    ## Use instead
    ```promql
    histogram_quantile(0.9, sum by (route, le) (rate(http_request_duration_seconds_bucket[5m])))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
    """

    id = "PQ109"
    name = "quantile-without-le"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for call in subject.analysis.calls if facts is not None else ():
            vector = vector_of(call) if call.function.value in _FOLD else None
            flow = facts.flows.get(vector) if facts is not None and vector is not None else None
            if facts is None or vector is None or flow is None:
                continue
            read = list(selectors_below(vector))
            if (name := _no_buckets(read)) is not None:
                said = f'"{name.value}" has no buckets: it counts all events, or adds up their values'
                yield Fault(said, _buckets_of(name.value), name.span)
                continue
            if flow.possible("le") or flow.possible("vmrange"):
                continue
            if not read or not all(is_bucket(one, subject.analysis.knowledge) for one in read):
                continue
            reason = why_missing("le", vector, facts.flows)
            yield Fault(
                f"{call.function.value}() needs the label le, which its buckets have lost"
                + (f": {reason.text}" if reason else ""),
                'add le to "by"',
                reason.span if reason else vector.span,
                repair=_keep_le(vector, facts),
            )


def _no_buckets(read: Sequence[Selector]) -> Name | None:
    """The name of the first metric, where all that is read is called as what stands beside buckets is."""
    names = [one.name for one in read if one.metric]
    is_other = [_BESIDE.search(name.value) and "bucket" not in name.value for name in names if name is not None]
    return names[0] if read and len(is_other) == len(read) and all(is_other) else None


def _buckets_of(name: str) -> str:
    ending = _BESIDE.search(name)
    is_of_histogram = ending is not None and ending[0] != "_total"
    return (
        f'did you mean "{_BESIDE.sub("_bucket", name)}"?' if is_of_histogram else "ask for the buckets of a histogram"
    )


_BESIDE = re.compile(r"_(?:count|sum|total)$")
_FOLD = frozenset({"histogram_quantile", "histogram_quantiles", "histogram_fraction"})


def _keep_le(vector: Expression, facts: Analysis) -> Repair | None:
    """What makes the one aggregation that loses `le` keep it."""
    losing = [
        node
        for node in value_path(vector)
        if isinstance(node, Aggregation) and (flow := facts.flows[node.expression]) is not None and flow.possible("le")
    ]
    if len(losing) != 1:
        return None
    (node,) = losing
    if node.grouping is None:
        return Repair("keep the label le", (Edit((node.op.end, node.op.end), " by (le) "),), safe=True)
    if node.grouping.keyword.value != "by":
        return None
    end = node.grouping.end - 1
    return Repair("keep the label le", (Edit((end, end), ", le" if node.grouping.labels else "le"),), safe=True)
