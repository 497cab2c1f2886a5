"""Heatmap panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .panel import Panel


@dataclass(frozen=True, kw_only=True, eq=False)
class Heatmap(Panel):
    """A distribution over time. Queries of classic histograms want `format="heatmap"` and `sum by (le) (rate(…))`."""

    TYPE: ClassVar[str] = "heatmap"

    unit: str = ""
    """Of the y axis."""
    decimals: int | None = None
    min: float | None = None
    max: float | None = None
    cell_unit: str = ""
    """Of what is counted in a cell."""
    scheme: str = "Oranges"
    reverse_colors: bool = False
    steps: int = 64
    calculate: bool = False
    """Whether Grafana makes the buckets from plain series."""
    show_legend: bool = True
    tooltip: Literal["single", "multi", "none"] = "single"
    tooltip_histogram: bool = True

    def _options(self) -> dict[str, Any]:
        return {
            "calculate": self.calculate,
            "cellValues": {"unit": self.cell_unit} if self.cell_unit else None,
            "color": {"reverse": self.reverse_colors, "scheme": self.scheme, "steps": self.steps},
            "legend": {"show": self.show_legend},
            "tooltip": {"mode": self.tooltip, "showColorScale": False, "yHistogram": self.tooltip_histogram},
            "yAxis": {
                "axisPlacement": "left",
                "decimals": self.decimals,
                "max": self.max,
                "min": self.min,
                "reverse": False,
                "unit": self.unit or None,
            },
        }
