"""The catalogue: every declared metric, and the series that Prometheus stores of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .duration import parse_duration
from .label import Label
from .metric import Gauge, Histogram, Metric
from .sequence import as_tuple


@dataclass(frozen=True)
class Series:
    """One series name as Prometheus stores it, e.g. `http_request_duration_seconds_bucket`."""

    name: str
    type: str
    """`counter`, `gauge`, or `bucket` for the classic buckets of a histogram."""
    unit: str
    labels: Mapping[str, Label[Any]]
    at_most: int | None
    groups: Sequence[tuple[Sequence[str], int]] = ()
    minimum: float | None = None
    maximum: float | None = None
    metric: str = ""
    """The declared metric that it belongs to."""
    determines: Sequence[tuple[str, Sequence[str]]] = ()


@dataclass(frozen=True)
class Catalogue:
    """What is declared of the metrics of one project; the linter holds every query against it.

    `target_labels` are the labels that scraping adds to every series (`job`, `instance`). `forbidden` names labels
    that must never reach Prometheus, such as `user_id`. A metric that is not declared here is unknown, which is a
    finding only where the catalogue is `complete`.
    """

    metrics: Sequence[Metric]
    target_labels: Sequence[Label[Any]] = ()
    forbidden: Sequence[str] = ()
    scrape_interval: str = ""
    """Empty for that of the project's `MonitoringStack`; where there is none, for Prometheus' own of a minute."""
    complete: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "metrics", as_tuple(self.metrics, "catalogue: metrics"))
        object.__setattr__(self, "target_labels", as_tuple(self.target_labels, "catalogue: target_labels"))
        object.__setattr__(self, "forbidden", as_tuple(self.forbidden, "catalogue: forbidden"))
        parse_duration(self.scrape_interval or "1m")
        names = [metric.name for metric in self.metrics]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f'metric "{repeated[0]}" is declared twice')

    @property
    def scrape_interval_ms(self) -> int:
        """The scrape interval in milliseconds."""
        return parse_duration(self.scrape_interval or "1m")

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """Every series name that the declared metrics make, in the order of declaration."""
        return {series.name: series for metric in self.metrics for series in _series_of(metric, self.target_labels)}


@dataclass(frozen=True)
class EmptyCatalogue(Catalogue):
    """No declarations: an open world in which no metric or label is unknown."""

    metrics: Sequence[Metric] = field(default=())
    complete: bool = False


def _series_of(metric: Metric, target_labels: Sequence[Label[Any]]) -> list[Series]:
    """The series names of one metric; of a histogram those of its classic form."""
    labels = {label.name: label for label in (*target_labels, *metric.labels)}
    plain = Series(
        metric.name,
        metric.type,
        metric.unit,
        labels,
        metric.at_most,
        metric.groups,
        minimum=0 if metric.type == "counter" else None,
        metric=metric.name,
        determines=metric.determines,
    )
    if isinstance(metric, Gauge):
        return [replace(plain, minimum=metric.minimum, maximum=metric.maximum)]
    if not isinstance(metric, Histogram):
        return [plain]
    bounds = tuple(_le(bound) for bound in metric.buckets)
    le = Label[Any]("le", (*bounds, "+Inf")) if bounds else Label[Any]("le", at_most=metric.bucket_count)
    counted = replace(plain, type="counter", minimum=0)
    return [
        replace(
            counted,
            name=f"{metric.name}_bucket",
            type="bucket",
            unit="",
            labels={**labels, "le": le},
            at_most=None if metric.at_most is None else metric.at_most * metric.bucket_count,
        ),
        replace(counted, name=f"{metric.name}_sum"),
        replace(counted, name=f"{metric.name}_count", unit=""),
    ]


def _le(bound: float) -> str:
    """A bucket bound as Prometheus 3 writes it into `le`: `1.0`, `0.25`, `10.0`."""
    return str(float(bound))
