"""Metrics as their services declare them: the words in which a catalogue is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .label import Label, LabelValue
from .sequence import as_tuple

DEFAULT_BUCKETS = 15
"""Classic buckets of a histogram whose bounds are not declared, `+Inf` included (OpenTelemetry's default has 16)."""


@dataclass(frozen=True)
class Metric:
    """One metric family. `unit` is in words of the service (`seconds`, `bytes`, `requests`, `KRW`, `percent`)."""

    type: ClassVar[str] = "unknown"

    name: str
    description: str
    unit: str = ""
    labels: Sequence[Label[Any]] = ()
    at_most: int | None = None
    """Series of the whole family at most, where that is known to be less than the product of its labels."""
    groups: Sequence[tuple[Sequence[str], int]] = ()
    """Joint bounds: `((("pod", "node"), 40),)` says that pod and node together take at most 40 pairs of values."""
    determines: Sequence[tuple[str, Sequence[str]]] = ()
    """Dependencies: `(("pod", ("node", "namespace")),)` says that all series of one pod have one node and namespace."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", as_tuple(self.labels, f'metric "{self.name}": labels'))
        object.__setattr__(self, "groups", tuple((tuple(names), bound) for names, bound in self.groups))
        object.__setattr__(self, "determines", tuple((name, tuple(others)) for name, others in self.determines))
        names = [label.name for label in self.labels]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f'metric "{self.name}" has label "{repeated[0]}" twice')

    def __getitem__(self, matchers: LabelValue | tuple[LabelValue, ...]) -> str:
        """A selector as text: `http_requests[status_class("5xx")]` → `http_requests_total{status_class="5xx"}`."""
        chosen = matchers if isinstance(matchers, tuple) else (matchers,)
        return f"{self.name}{{{', '.join(map(str, chosen))}}}"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Counter(Metric):
    """A cumulative count that only goes up and starts at zero again with its process."""

    type: ClassVar[str] = "counter"


@dataclass(frozen=True)
class Gauge(Metric):
    """A value that goes up and down. `minimum` and `maximum` where the value cannot leave them."""

    type: ClassVar[str] = "gauge"

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Histogram(Metric):
    """A classic histogram: in Prometheus it is `<name>_bucket` (with `le`), `<name>_sum` and `<name>_count`."""

    type: ClassVar[str] = "histogram"

    buckets: Sequence[float] = ()
    """Upper bounds without `+Inf`; empty where they are not known."""

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "buckets", tuple(self.buckets))

    @property
    def bucket_count(self) -> int:
        """Buckets a series, `+Inf` included."""
        return len(self.buckets) + 1 if self.buckets else DEFAULT_BUCKETS
