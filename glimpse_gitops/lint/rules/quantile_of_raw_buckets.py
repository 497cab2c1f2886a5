"""Quantiles over the whole life of a process."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Expression,
    Selector,
    Subquery,
)
from ..context import Context
from ..metric_types import is_bucket
from ..operands import source_of, value_path, vector_of
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class QuantileOfRawBuckets(Rule[QuerySubject]):
    """A quantile over the whole life of a process.

    ## What it does
    Reports `histogram_quantile` of the buckets of a classic histogram (`…_bucket`) that have not gone through
    `rate`, `increase` or another function over time. A panel whose title says so (`lifetime`, `since the start`)
    may ask for all events.

    ## Why is this bad?
    Buckets are counters. Without a rate the quantile is that of all events since the last restart: it hardly moves,
    and what goes wrong now drowns in a week of good answers.

    ## Example
    ```promql
    histogram_quantile(0.9, sum by (le) (http_request_duration_seconds_bucket))
    ```

    ## Use instead
    ```promql
    histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))
    ```

    ## References
    * https://prometheus.io/docs/practices/histograms/#quantiles
    """

    id = "PQ110"
    name = "quantile-of-raw-buckets"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        if subject.panel is not None and _LIFETIME.search(subject.panel.passage.value):
            return
        for call in subject.analysis.calls:
            vector = vector_of(call) if call.function.value == "histogram_quantile" else None
            for node in _unrated(vector) if vector is not None else ():
                if is_bucket(node, subject.analysis.knowledge):
                    yield Fault(
                        f'the quantile is that of all events since the start: "{node.metric}" has no rate()',
                        f"write rate({node.metric}[5m])",
                        node.span,
                    )


_LIFETIME = re.compile(r"\b(life ?time|all[ -]time|since|cumulative)\b", re.IGNORECASE)
"""Words in the title of a panel that say that all events are meant."""


def _unrated(vector: Expression) -> Iterator[Selector]:
    """The instant selectors that the vector is made of, but for those of operations between vectors."""
    source = source_of(vector)
    if isinstance(source, Selector) and source.window is None and not _over_time(vector):
        yield source


def _over_time(vector: Expression) -> bool:
    return any(isinstance(one, Subquery) for one in value_path(vector))
