"""Legends of panels that draw series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..model.arguments import check_arguments

Calculation = Literal[
    "lastNotNull", "last", "firstNotNull", "first", "min", "max", "mean", "median", "sum", "count", "range", "delta",
    "diff", "diffperc", "stdDev", "distinctCount", "changeCount", "p50", "p90", "p95", "p99",
]  # fmt: skip
"""How Grafana reduces a series to one value."""


@dataclass(frozen=True)
class Legend:
    """`Legend(mode="table", calcs=["mean", "max"], sort_by="Max")`; `sort_by` is a column as it is shown."""

    mode: Literal["list", "table", "hidden"] = "list"
    placement: Literal["bottom", "right"] = "bottom"
    calcs: Sequence[Calculation] = ()
    sort_by: str = ""
    sort_desc: bool = True
    width: int | None = None

    def __post_init__(self) -> None:
        check_arguments(self, "legend")

    def to_json_data(self) -> dict[str, Any]:
        """The legend as Grafana's JSON."""
        legend: dict[str, Any] = {
            "calcs": list(self.calcs),
            "displayMode": "list" if self.mode == "hidden" else self.mode,
            "placement": self.placement,
            "showLegend": self.mode != "hidden",
        }
        if self.sort_by:
            legend.update(sortBy=self.sort_by, sortDesc=self.sort_desc)
        if self.width is not None:
            legend["width"] = self.width
        return legend
