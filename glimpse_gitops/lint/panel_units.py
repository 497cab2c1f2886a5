"""Where a panel's JSON holds units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .json_lists import mapping, mappings_in


def units_of(panel: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pointer and unit of every unit: of all fields, of overrides, of a heatmap's axis and cells."""
    config = mapping(panel.get("fieldConfig"))
    options = mapping(panel.get("options"))
    found: list[tuple[str, Any]] = [
        ("/fieldConfig/defaults/unit", mapping(config.get("defaults")).get("unit")),
        ("/options/yAxis/unit", mapping(options.get("yAxis")).get("unit")),
        ("/options/cellValues/unit", mapping(options.get("cellValues")).get("unit")),
    ]
    for number, override in mappings_in(config.get("overrides")):
        for index, one in mappings_in(override.get("properties")):
            if one.get("id") == "unit":
                found.append((f"/fieldConfig/overrides/{number}/properties/{index}/value", one.get("value")))
    for pointer, unit in found:
        if isinstance(unit, str) and unit:
            yield pointer, unit
