"""Where a dashboard uses its template variables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .json_lists import mappings_in
from .panel_json import all_panels, repeated_by
from .subjects import DashboardSubject
from .template_variables import variables_in

_OWN_STATE = frozenset({"name", "label", "description", "current", "options", "hide", "type", "id", "uid"})
"""What a variable's JSON holds besides what it asks."""


def uses_variable(dashboard: DashboardSubject, name: str, position: int) -> bool:
    """Whether anything but the variable at that position refers to it, or may do so out of sight."""
    holders = [dashboard.json, *(panel for _, panel in all_panels(dashboard.json))]
    links = [link for one in holders for _, link in mappings_in(one.get("links"))]
    if any(link.get("includeVars") or link.get("keepVars") for link in links):
        return True
    if name in repeated_by(dashboard) or any("libraryPanel" in one for one in holders):
        return True
    listed = [one for index, one in enumerate(dashboard.variables) if index != position]
    rest = {key: value for key, value in dashboard.json.items() if key not in ("templating", "__inputs")}
    text = json.dumps([rest, [_asks(one) for one in listed]], ensure_ascii=False, default=str)
    return f"var-{name}" in text or "__all_variables" in text or any(found == name for found, _ in variables_in(text))


def needed_by(variable: Mapping[str, Any]) -> frozenset[str]:
    """The other variables that stand in what a variable asks."""
    text = json.dumps(_asks(variable), ensure_ascii=False, default=str)
    return frozenset(name for name, _ in variables_in(text)) - {str(variable.get("name"))}


def _asks(variable: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in variable.items() if key not in _OWN_STATE}
