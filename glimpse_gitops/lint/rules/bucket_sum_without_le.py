"""Sums over all buckets of a histogram."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Binary,
    Call,
    Expression,
    Paren,
    Selector,
)
from ...promql.words import COMPARISONS
from ..analysis import Analysis as Known
from ..context import Context
from ..metric_types import is_bucket, matches_on
from ..operands import number_of, source_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class BucketSumWithoutLe(Rule[ExpressionSubject]):
    """A sum over all buckets of a histogram.

    ## What it does
    Reports `sum` and `avg` over the buckets of a classic histogram (`…_bucket`) that neither keeps the label `le`
    nor picks one bucket by a matcher on it. Whether the sum is 0 may be asked.

    ## Why is this bad?
    Each bucket counts all events up to its bound. Their sum counts an event once for every bucket that it fits
    into: some number between the events and the events times the buckets.

    ## Example
    ```promql
    sum(rate(http_request_duration_seconds_bucket[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_request_duration_seconds_count[5m]))
    ```
    """

    id = "PQ112"
    name = "bucket-sum-without-le"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.aggregations if facts is not None else ():
            source = source_of(node.expression) if node.op.value in _SAID else None
            if facts is None or not isinstance(source, Selector) or not is_bucket(source, subject.analysis.knowledge):
                continue
            before, after = facts.flows[node.expression], facts.flows[node]
            if before is None or after is None or not before.possible("le") or after.possible("le"):
                continue
            if not matches_on(source, "le") and not _is_another_matter(node, subject.analysis):
                yield Fault(
                    f'{_SAID[node.op.value]}: "{source.metric}" has a series for each le',
                    f"write {(source.metric or '').removesuffix('_bucket')}_count to count events",
                    node.op.span,
                    repair=_count_instead(source) if node.op.value == "sum" else None,
                )


_SAID = {
    "sum": "the sum counts each event up to once a bucket",
    "avg": "the average is over buckets, and not over what was measured",
}


_FOLD = frozenset({"histogram_quantile", "histogram_quantiles", "histogram_fraction"})


def _is_another_matter(node: Expression, analysis: Known) -> bool:
    """Whether its value is not used: it is asked if it is 0 or there, or a quantile of it lacks `le`."""
    parent = analysis.parents.get(node)
    while isinstance(parent, Paren):
        node, parent = parent, analysis.parents.get(parent)
    if isinstance(parent, Binary) and parent.op.value in COMPARISONS and number_of(parent.right) == 0:
        return True
    if isinstance(parent, Binary) and parent.op.value in ("and", "unless") and parent.right is node:
        return True
    while parent is not None:
        if isinstance(parent, Call) and parent.function.value in _FOLD:
            return True
        parent = analysis.parents.get(parent)
    return False


def _count_instead(source: Selector) -> Repair | None:
    name = source.name
    if name is None or not name.text.endswith("_bucket"):
        return None
    return Repair("count events", (Edit((name.end - len("_bucket"), name.end), "_count"),), safe=True)
