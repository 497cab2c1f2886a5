"""Where a dashboard uses its template variables."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from .json_lists import mappings_in
from .panel_json import all_panels, repeated_by
from .subjects import DashboardSubject
from .template_variables import variables_in

_OWN_STATE = frozenset({"name", "label", "description", "current", "options", "hide", "type", "id", "uid"})
"""What a variable's JSON holds besides what it asks."""


_NAME = re.compile(r"\w+")
_CONDITION = re.compile(r'"ConditionalRenderingVariable", "spec": \{[^{}]*"variable": "(\w+)"')
"""Shows or hides a part of a dashboard by the value of a variable, in schema v2 as `json.dumps` writes it."""


class _Uses(NamedTuple):
    """What a dashboard says of its variables."""

    any_of_them: bool
    """All of them may be used, by a link that passes them on or out of sight."""
    repeating: frozenset[str]
    places: Mapping[str, frozenset[int]]
    """Name → the variables that ask for it, by their index; -1 for everything else."""
    passing: str
    """The text of it all, where a link may pass on a variable by its name."""


def uses_variable(dashboard: DashboardSubject, name: str, position: int) -> bool:
    """Whether anything but the variable at that position refers to it, or may do so out of sight."""
    uses = _uses(dashboard)
    if not _NAME.fullmatch(name):
        return True  # Grafana takes the first word for the name. The console of OpenShift, which shows some, takes all.
    if uses.any_of_them or name in uses.repeating or f"var-{name}" in uses.passing:
        return True
    return bool(uses.places.get(name, frozenset()) - {position})


@lru_cache(maxsize=2)
def _uses(dashboard: DashboardSubject) -> _Uses:
    holders = [dashboard.json, *(panel for _, panel in all_panels(dashboard.json))]
    links = [link for one in holders for _, link in mappings_in(one.get("links"))]
    rest = {key: value for key, value in dashboard.json.items() if key not in ("templating", "__inputs")}
    parts = [(-1, rest), *((index, _asks(one)) for index, one in enumerate(dashboard.variables))]
    texts = [(index, json.dumps(one, ensure_ascii=False, default=str)) for index, one in parts]
    places: dict[str, set[int]] = {}
    for index, text in texts:
        for name, _ in variables_in(text):
            places.setdefault(name, set()).add(index)
        for match in _CONDITION.finditer(text):
            places.setdefault(match[1], set()).add(index)
    passing = " ".join(text for _, text in texts if "var-" in text)
    hidden = any("libraryPanel" in one for one in holders) or any("__all_variables" in text for _, text in texts)
    passed_on = any(link.get("includeVars") or link.get("keepVars") for link in links)
    frozen = {name: frozenset(found) for name, found in places.items()}
    return _Uses(hidden or passed_on, repeated_by(dashboard), frozen, passing)


def needed_by(variable: Mapping[str, Any]) -> frozenset[str]:
    """The other variables that stand in what a variable asks."""
    text = json.dumps(_asks(variable), ensure_ascii=False, default=str)
    return frozenset(name for name, _ in variables_in(text)) - {str(variable.get("name"))}


def _asks(variable: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in variable.items() if key not in _OWN_STATE}
