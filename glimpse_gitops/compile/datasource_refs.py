"""Data source references: the object `{"type", "uid"}` wherever a panel, query, variable or annotation names one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.datasource import Datasource

Reference = dict[str, str]

_BUILT_IN: Mapping[str, Reference] = {
    "-- Grafana --": {"type": "grafana", "uid": "-- Grafana --"},
    "-- Mixed --": {"type": "datasource", "uid": "-- Mixed --"},
    "-- Dashboard --": {"type": "datasource", "uid": "-- Dashboard --"},
}
_VARIABLE = re.compile(r"\$\{?(\w+)\}?|\[\[(\w+)\]\]")


class DatasourceRefs:
    """What the names of data sources mean on one dashboard: its variables, and what the project declares."""

    def __init__(self, variables: Sequence[Mapping[str, Any]], declared: Sequence[Datasource] = ()) -> None:
        self._declared = {name: one.reference for one in declared for name in (one.name, one.uid)}
        self.default = next((one.reference for one in declared if one.is_default), None)
        """What panels use that name none; None where the project does not say."""
        self._types = {
            str(variable.get("name")): str(variable.get("query", ""))
            for variable in variables
            if variable.get("type") == "datasource"
        }

    def reference(self, given: Any) -> Reference | None:
        """The object for a name, a uid, a variable or an object; None where nothing is named, which is the default."""
        if isinstance(given, dict):
            return given or None
        if not isinstance(given, str) or given in ("", "default"):
            return None
        if given in _BUILT_IN:
            return dict(_BUILT_IN[given])
        if match := _VARIABLE.fullmatch(given):
            name = match[1] or match[2]
            kind = {"type": self._types[name]} if self._types.get(name) else {}
            return {**kind, "uid": f"${{{name}}}"}
        return dict(self._declared.get(given, {"uid": given}))

    def settle(self, owner: dict[str, Any], fallback: Reference | None = None) -> Reference | None:
        """Set the `datasource` of `owner` to its object, or to `fallback`, or take it out; what it is then."""
        found = self.reference(owner.get("datasource")) or (dict(fallback) if fallback else None)
        if found is None:
            owner.pop("datasource", None)
        else:
            owner["datasource"] = found
        return found


def is_mixed(reference: Reference | None) -> bool:
    """Whether a panel leaves it to each of its queries."""
    return reference is not None and reference.get("uid") == "-- Mixed --"


def shared(references: Sequence[Reference | None]) -> Reference | None:
    """What a panel with these queries has as its own: theirs where all name the same one, else the mixed one."""
    named = [reference for reference in references if reference]
    if not named:
        return None
    if all(reference == named[0] for reference in named):
        return dict(named[0])
    return dict(_BUILT_IN["-- Mixed --"])
