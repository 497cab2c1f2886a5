"""The template variables of a dashboard, as Grafana saves each type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.datasource import Datasource
from .datasource_refs import DatasourceRefs

_LEGACY_KEYS = ("tags", "tagsQuery", "tagValuesQuery", "useTags", "index")
_AUTO_KEYS = ("auto", "auto_count", "auto_min")
_DEFAULTS: Mapping[str, Any] = {
    "hide": 0,
    "label": "",
    "multi": False,
    "skipUrlSync": False,
    "sort": 0,
    "description": "",
}
"""Keys that Grafana does not save where they hold this."""
_NO_SORT = ("constant", "datasource", "interval", "textbox", "adhoc", "custom")
_HIDDEN = 2


def finish_variables(dashboard: dict[str, Any], declared: Sequence[Datasource]) -> DatasourceRefs:
    """Complete the list of variables, in place; what data source names mean beside them."""
    given = dashboard.get("templating")
    variables = list(given.get("list") or []) if isinstance(given, dict) else []
    refs = DatasourceRefs(variables, declared)
    for variable in variables:
        _finish(variable, refs)
    dashboard["templating"] = {"list": variables}
    return refs


def _finish(variable: dict[str, Any], refs: DatasourceRefs) -> None:
    kind = variable.setdefault("type", "query")
    refs.settle(variable)
    for key in _LEGACY_KEYS:
        variable.pop(key, None)
    if kind != "interval":
        for key in _AUTO_KEYS:
            variable.pop(key, None)
    if kind == "constant" and variable.get("hide") != _HIDDEN:
        # A constant that people see has been a text box since Grafana 7.
        kind = variable["type"] = "textbox"
        _choose(variable, str(variable.get("query", "")))
    _settle_current(variable)
    _FINISHED_TYPES.get(kind, _leave)(variable)
    if kind in _NO_SORT:
        variable.pop("sort", None)
    for key, default in _DEFAULTS.items():
        if key in variable and variable[key] == default:
            del variable[key]


def _choose(variable: dict[str, Any], value: str) -> None:
    variable["current"] = {"text": value, "value": value}
    variable["options"] = [{"selected": True, "text": value, "value": value}]


def _settle_current(variable: dict[str, Any]) -> None:
    current = variable.get("current")
    if isinstance(current, dict):
        variable["current"] = {key: value for key, value in current.items() if key in ("text", "value")}


def _query(variable: dict[str, Any]) -> None:
    variable["options"] = []
    variable.setdefault("current", {})
    variable.setdefault("includeAll", False)
    variable.setdefault("refresh", 1)
    variable.setdefault("regex", "")
    if isinstance(variable.get("query"), str):
        variable.setdefault("definition", variable["query"])


def _datasource(variable: dict[str, Any]) -> None:
    variable["options"] = []
    variable.setdefault("current", {})
    variable.setdefault("includeAll", False)
    variable.setdefault("regex", "")
    variable["refresh"] = 1


def _custom(variable: dict[str, Any]) -> None:
    variable["options"] = []
    variable.setdefault("includeAll", False)
    variable.pop("refresh", None)


def _textbox(variable: dict[str, Any]) -> None:
    _choose(variable, str(variable.get("query", "")))
    for key in ("includeAll", "refresh"):
        variable.pop(key, None)


def _constant(variable: dict[str, Any]) -> None:
    value = str(variable.get("query", ""))
    variable["current"] = {"text": value, "value": value}
    for key in ("includeAll", "refresh", "options"):
        variable.pop(key, None)


def _interval(variable: dict[str, Any]) -> None:
    chosen = variable.get("current", {}).get("value")
    names = [name.strip() for name in str(variable.get("query", "")).split(",") if name.strip()]
    variable["options"] = [{"selected": name == chosen, "text": name, "value": name} for name in names]
    variable["refresh"] = 2
    variable.pop("includeAll", None)


def _leave(variable: dict[str, Any]) -> None:
    """Types that Grafana saves as they are."""


_FINISHED_TYPES = {
    "constant": _constant,
    "custom": _custom,
    "datasource": _datasource,
    "interval": _interval,
    "query": _query,
    "textbox": _textbox,
}
