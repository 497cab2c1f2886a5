"""Stat panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .reduced_panel import ReducedPanel


@dataclass(frozen=True, kw_only=True, eq=False)
class Stat(ReducedPanel):
    """One large value, with its course behind it where the query is a range."""

    TYPE: ClassVar[str] = "stat"

    graph: Literal["area", "none"] = "area"
    color: Literal["value", "background", "background_solid", "none"] = "value"
    text: Literal["auto", "value", "value_and_name", "name", "none"] = "auto"
    justify: Literal["auto", "center"] = "auto"
    show_change: bool = False
    """The change over the time range, in percent."""
    change_color: Literal["standard", "inverted", "same_as_value"] = "standard"

    def _options(self) -> dict[str, Any]:
        return {
            **super()._options(),
            "colorMode": self.color,
            "graphMode": self.graph,
            "justifyMode": self.justify,
            "percentChangeColorMode": self.change_color,
            "showPercentChange": self.show_change,
            "textMode": self.text,
        }
