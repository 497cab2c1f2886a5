"""Bar gauge panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .reduced_panel import ReducedPanel


@dataclass(frozen=True, kw_only=True, eq=False)
class BarGauge(ReducedPanel):
    """One bar a series."""

    TYPE: ClassVar[str] = "bargauge"

    display: Literal["gradient", "lcd", "basic"] = "gradient"
    values: Literal["color", "text", "hidden"] = "color"
    names: Literal["auto", "top", "left", "hidden"] = "auto"
    show_unfilled: bool = True

    def _options(self) -> dict[str, Any]:
        return {
            **super()._options(),
            "displayMode": self.display,
            "namePlacement": self.names,
            "showUnfilled": self.show_unfilled,
            "valueMode": self.values,
        }
