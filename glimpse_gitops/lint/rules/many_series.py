"""Metrics with very many series."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.world import known_series
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    MetricSubject,
)


@dataclass(frozen=True)
class ManySeries(Rule[MetricSubject]):
    """A metric with very many series.

    ## What it does
    Multiplies the labels of a metric as the catalogue declares them, or takes its `at_most`, and reports more
    series than the limit. A label without a bound is not guessed at.

    ## Why is this bad?
    A series takes some 4 to 8 KiB of Prometheus' memory as long as it is scraped: 100,000 of them more than half a
    gigabyte.

    ## Example
    ```python
    Gauge("seats", "Seats taken.", "seats", (Label("theatre", at_most=100), Label("seat", at_most=900)))
    ```

    ## Use instead
    ```python
    Gauge("seats", "Seats taken.", "seats", (Label("theatre", at_most=100),))
    ```

    ## Options
    * `series`: series that a metric may have, those of all targets together.
    """

    id = "CD415"
    name = "many-series"
    severity = Severity.WARNING
    profile = "strict"
    subject = MetricSubject

    series: int = 10_000

    def check(self, subject: MetricSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        series = [
            known_series(one).series for one in subject.catalogue.series.values() if one.metric == subject.metric.name
        ]
        total = sum(series)
        if self.series < total < math.inf:
            yield Fault(
                f"the metric has up to {total:,.0f} series", "leave out a label, or declare at_most if it has fewer"
            )
