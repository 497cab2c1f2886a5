"""Labels with very many values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    MetricSubject,
)


@dataclass(frozen=True)
class ManyLabelValues(Rule[MetricSubject]):
    """A label with very many values.

    ## What it does
    Reports labels of a metric that the catalogue declares with more values than the limit.

    ## Why is this bad?
    Each value is a series, times those of all other labels. Prometheus' own guide asks to look for alternatives
    above 100.

    ## Example
    ```python
    Counter("logins_total", "Logins.", "logins", (Label("country", at_most=240),))
    ```

    ## Use instead
    ```python
    Counter("logins_total", "Logins.", "logins", (Label("region", at_most=6),))
    ```

    ## Options
    * `values`: values that a label may have.

    ## References
    * https://prometheus.io/docs/practices/instrumentation/#do-not-overuse-labels
    """

    id = "CD407"
    name = "many-label-values"
    severity = Severity.WARNING
    profile = "strict"
    subject = MetricSubject

    values: int = 100

    def check(self, subject: MetricSubject, context: Context) -> Iterator[Fault]:
        """One fault for each label."""
        for label in subject.metric.labels:
            if label.bound is not None and label.bound > self.values:
                said = f'label "{label.name}" has up to {label.bound:,} values, and all of them are series'
                yield Fault(said, "group them: a class, a region, a route")
