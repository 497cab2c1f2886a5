"""Panels that draw fields: units, thresholds, colors and links of the values are the same for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ..model.threshold import Threshold
from .link import DataLink
from .override import Override
from .panel import Panel
from .value_mapping import ValueMapping

ColorMode = Literal[
    "palette-classic", "palette-classic-by-name", "thresholds", "fixed", "shades",
    "continuous-GrYlRd", "continuous-RdYlGr", "continuous-BlYlRd", "continuous-YlRd", "continuous-blues",
]  # fmt: skip
"""How Grafana colors series and values."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FieldPanel(Panel):
    """A panel that draws numbers."""

    unit: str = ""
    """Grafana's id of the unit: `reqps`, `s`, `percentunit`, `decbytes`, `currencyKRW`, …"""
    decimals: int | None = None
    min: float | None = None
    max: float | None = None
    no_value: str = ""
    """What stands there without data, e.g. `0` where nothing counted means zero."""
    thresholds: Sequence[Annotated[Threshold, "Threshold(2.0) or the like"]] = ()
    """In any order; below the lowest one, `base_color` holds."""
    thresholds_in_percent: bool = False
    base_color: str = "green"
    color_mode: ColorMode | None = None
    fixed_color: str = ""
    mappings: Sequence[ValueMapping] = ()
    data_links: Sequence[DataLink] = ()
    """Links of the drawn values."""
    overrides: Sequence[Override | Mapping[str, Any]] = ()

    def _field_config(self) -> dict[str, Any]:
        defaults: dict[str, Any] = {
            "unit": self.unit or None,
            "decimals": self.decimals,
            "min": self.min,
            "max": self.max,
            "noValue": self.no_value or None,
            "color": self._color(),
            "thresholds": {
                "mode": "percentage" if self.thresholds_in_percent else "absolute",
                "steps": [
                    {"color": self.base_color, "value": None},
                    *(
                        {"color": threshold.color, "value": threshold.value}
                        for threshold in sorted(self.thresholds, key=lambda threshold: threshold.value)
                    ),
                ],
            },
            "mappings": [mapping.to_json_data(position) for position, mapping in enumerate(self.mappings)],
            "links": [link.to_json_data() for link in self.data_links] or None,
            "custom": self._custom() or None,
        }
        overrides = [
            override.to_json_data() if isinstance(override, Override) else dict(override) for override in self.overrides
        ]
        return {"defaults": defaults, "overrides": overrides}

    def _color(self) -> dict[str, Any] | None:
        if self.fixed_color:
            return {"mode": self.color_mode or "fixed", "fixedColor": self.fixed_color}
        return {"mode": self.color_mode} if self.color_mode else None

    def _custom(self) -> dict[str, Any]:
        """`fieldConfig.defaults.custom`: what only this panel type knows."""
        return {}
