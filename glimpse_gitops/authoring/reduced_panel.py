"""Panels that draw one value of each series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from .field_panel import FieldPanel
from .legend import Calculation


@dataclass(frozen=True, kw_only=True, eq=False)
class ReducedPanel(FieldPanel):
    """What stat, gauge and bar gauge have in common: series reduced to their last value, or another."""

    calc: Calculation = "lastNotNull"
    fields: str = ""
    """A field's name or a pattern; all numbers where empty."""
    all_values: bool = False
    """Every row of a table instead of one value a series."""
    orientation: Literal["auto", "horizontal", "vertical"] = "auto"

    def _options(self) -> dict[str, Any]:
        return {
            "orientation": self.orientation,
            "reduceOptions": {"calcs": [self.calc], "fields": self.fields, "values": self.all_values},
        }
