"""Where a panel's JSON holds units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def units_of(panel: Mapping[str, Any]) -> Iterator[str]:
    """Every unit of the panel: its fields' default, those of overrides, those of a heatmap's axis and cells."""
    config = _mapping(panel.get("fieldConfig"))
    options = _mapping(panel.get("options"))
    holders = [_mapping(config.get("defaults")), _mapping(options.get("yAxis")), _mapping(options.get("cellValues"))]
    for override in config.get("overrides") or ():
        for one in _mapping(override).get("properties") or ():
            if _mapping(one).get("id") == "unit":
                holders.append({"unit": one.get("value")})
    for holder in holders:
        if isinstance(holder.get("unit"), str) and holder["unit"]:
            yield holder["unit"]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
