"""Which type of data source a target, a variable or an annotation queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

BUILT_IN = frozenset({"-- Grafana --", "-- Mixed --", "-- Dashboard --", "__expr__", "grafana", "-100", "default"})
"""Uids and names that Grafana itself gives a meaning."""

LEAVES_IT_TO_QUERIES = ("", "-- Mixed --")
"""Data sources of a panel that let each query have its own: any other goes before what the queries name."""

_VARIABLE = re.compile(r"\$(\w+)|\$\{(\w+)[^{}]*\}|\[\[(\w+)[^\[\]]*\]\]")
_SPECIAL_TYPES = frozenset({"", "datasource", "mixed"})


def variable_in(text: str) -> str:
    """The variable that the whole text is; empty where it is none."""
    match = _VARIABLE.fullmatch(text)
    return next(name for name in match.groups() if name) if match else ""


def uid_of(reference: object) -> str:
    """The uid or the name in a reference, in any of the forms that Grafana has known."""
    if isinstance(reference, Mapping):
        uid = reference.get("uid")
        return uid if isinstance(uid, str) else ""
    return reference if isinstance(reference, str) else ""


def uid_asked(target: Mapping[str, Any], panel: Mapping[str, Any]) -> str:
    """The uid or the name of the data source that Grafana asks for a query of a panel; empty for the default."""
    of_panel = uid_of(panel.get("datasource"))
    return uid_of(target.get("datasource")) if of_panel in LEAVES_IT_TO_QUERIES else of_panel


def type_of(
    references: Iterable[object], variables: Iterable[Mapping[str, Any]], declared: Mapping[str, str], default: str
) -> str:
    """The plugin type that the first reference that says something leads to; empty where nothing is known.

    `references` go from the nearest to the farthest (target, then panel); `declared` is uid → type.
    """
    for reference in references:
        uid = uid_of(reference)
        given = reference.get("type") if isinstance(reference, Mapping) else ""
        if name := variable_in(uid):
            named = (one for one in variables if one.get("name") == name and one.get("type") == "datasource")
            if isinstance(query := next(named, {}).get("query"), str):
                return query
        elif uid in declared:
            return declared[uid]
        if uid in ("-- Mixed --", "-- Dashboard --"):
            return ""
        if isinstance(given, str) and given not in _SPECIAL_TYPES:
            return given
        if uid:
            return ""
    return default
