"""Where a panel's JSON holds units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .json_lists import mapping, mappings_in


def units_of(panel: Mapping[str, Any]) -> Iterator[str]:
    """Every unit of the panel: its fields' default, those of overrides, those of a heatmap's axis and cells."""
    config = mapping(panel.get("fieldConfig"))
    options = mapping(panel.get("options"))
    holders = [mapping(config.get("defaults")), mapping(options.get("yAxis")), mapping(options.get("cellValues"))]
    for _, override in mappings_in(config.get("overrides")):
        for _, one in mappings_in(override.get("properties")):
            if one.get("id") == "unit":
                holders.append({"unit": one.get("value")})
    for holder in holders:
        if isinstance(holder.get("unit"), str) and holder["unit"]:
            yield holder["unit"]
