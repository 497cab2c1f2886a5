"""Overrides: options that hold for some of a panel's fields only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..model.arguments import check_arguments


@dataclass(frozen=True)
class Override:
    """`Override("5xx", {"color": {"mode": "fixed", "fixedColor": "red"}})`: options of the field of that name.

    `by` chooses fields otherwise: `byRegexp` by a pattern (`"/^5/"`), `byFrameRefID` by a query's refId, `byType` by
    their type (`"number"`).
    """

    fields: str
    properties: Mapping[str, Any]
    """Grafana's id of an option (`unit`, `color`, `displayName`, `custom.lineStyle`, …) → its value."""
    by: Literal["byName", "byRegexp", "byFrameRefID", "byType"] = "byName"

    def __post_init__(self) -> None:
        check_arguments(self, f'override of "{self.fields}"')

    def to_json_data(self) -> dict[str, Any]:
        """The override as Grafana's JSON."""
        return {
            "matcher": {"id": self.by, "options": self.fields},
            "properties": [{"id": name, "value": value} for name, value in self.properties.items()],
        }


def color_of(field: str, color: str) -> Override:
    """One series in one color, wherever it stands in the order."""
    return Override(field, {"color": {"mode": "fixed", "fixedColor": color}})
