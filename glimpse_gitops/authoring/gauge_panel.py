"""Gauge panels. `Gauge` is the metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from .reduced_panel import ReducedPanel


@dataclass(frozen=True, kw_only=True, eq=False)
class GaugePanel(ReducedPanel):
    """A value on a dial from `min` to `max`."""

    TYPE: ClassVar[str] = "gauge"

    show_threshold_labels: bool = False
    show_threshold_markers: bool = True

    def _options(self) -> dict[str, Any]:
        return {
            **super()._options(),
            "showThresholdLabels": self.show_threshold_labels,
            "showThresholdMarkers": self.show_threshold_markers,
        }
