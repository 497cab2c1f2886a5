"""Dashboards of the v2 schema as classic JSON, as far as rules look at them, with the way back to their pointers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.document import step
from .json_lists import mapping, mappings_in
from .site import text_of

_VARIABLES = {
    "QueryVariable": "query",
    "DatasourceVariable": "datasource",
    "CustomVariable": "custom",
    "IntervalVariable": "interval",
    "TextVariable": "textbox",
    "ConstantVariable": "constant",
    "AdhocVariable": "adhoc",
    "GroupByVariable": "groupby",
    "SwitchVariable": "switch",
}


class ClassicView:
    """A v2 dashboard in classic form: `json`, and `pointer` from there to where it really stands."""

    def __init__(self, spec: Mapping[str, Any], base: str) -> None:
        self._base = base
        self._ways: dict[str, str] = {
            "/time": "/timeSettings",
            "/refresh": "/timeSettings/autoRefresh",
            "/timezone": "/timeSettings/timezone",
        }
        """Classic pointer → pointer into the spec."""
        self.json: dict[str, Any] = {
            "title": spec.get("title"),
            "tags": spec.get("tags") or [],
            "links": spec.get("links") or [],
            "editable": spec.get("editable", True),
            "time": _time(mapping(spec.get("timeSettings"))),
            "refresh": mapping(spec.get("timeSettings")).get("autoRefresh"),
            "timezone": mapping(spec.get("timeSettings")).get("timezone"),
            "templating": {"list": self._variables(spec)},
            "annotations": {"list": self._annotations(spec)},
            "panels": self._panels(mapping(spec.get("elements"))),
            # Not classic: it says by which variables parts are repeated, shown and hidden.
            "layout": spec.get("layout"),
        }

    def pointer(self, classic: str) -> str:
        """Where something of the classic form stands in the document."""
        rest = ""
        while classic and classic not in self._ways:
            classic, _, last = classic.rpartition("/")
            rest = f"/{last}{rest}"
        return self._base + self._ways.get(classic, "") + rest

    def _variables(self, spec: Mapping[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for index, one in mappings_in(spec.get("variables")):
            below, classic = f"/variables/{index}/spec", f"/templating/list/{len(found)}"
            inner = mapping(one.get("spec"))
            kind = _VARIABLES.get(text_of(one.get("kind")), "")
            self._ways[classic] = below
            variable = {**inner, "type": kind}
            if kind == "query":
                query, place = _query(mapping(inner.get("query")), f"{below}/query")
                variable["datasource"] = query.pop("datasource")
                text = text_of(query.get("query")) or text_of(query.get("expr"))
                variable["query"] = {"query": text}
                self._ways[f"{classic}/query/query"] = place + ("/query" if query.get("query") else "/expr")
            elif kind == "datasource":
                variable["query"] = inner.get("pluginId")
                self._ways[f"{classic}/query"] = f"{below}/pluginId"
            found.append(variable)
        return found

    def _annotations(self, spec: Mapping[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for index, one in mappings_in(spec.get("annotations")):
            below, classic = f"/annotations/{index}/spec", f"/annotations/list/{len(found)}"
            inner = mapping(one.get("spec"))
            query, place = _query(mapping(inner.get("query")), f"{below}/query")
            self._ways[classic], self._ways[f"{classic}/target"] = below, place
            found.append({**inner, "datasource": query.pop("datasource"), "target": query})
        return found

    def _panels(self, elements: Mapping[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for key, element in elements.items():
            if not isinstance(element, Mapping) or element.get("kind") != "Panel":
                continue
            below, classic = f"/elements{step(key)}/spec", f"/panels/{len(found)}"
            inner = mapping(element.get("spec"))
            viz = mapping(inner.get("vizConfig"))
            shown = mapping(viz.get("spec"))
            self._ways[classic] = below
            for field in ("fieldConfig", "options"):
                self._ways[f"{classic}/{field}"] = f"{below}/vizConfig/spec/{field}"
            kind = text_of(viz.get("group")) or text_of(viz.get("kind"))
            panel = {
                "id": inner.get("id"),
                "title": inner.get("title") or "",
                "description": inner.get("description") or "",
                "links": inner.get("links") or [],
                "type": kind,
                "fieldConfig": mapping(shown.get("fieldConfig")),
                "options": mapping(shown.get("options")),
                "targets": self._targets(mapping(inner.get("data")), below, classic),
            }
            found.append({name: value for name, value in panel.items() if value is not None})
        return found

    def _targets(self, data: Mapping[str, Any], panel: str, classic: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for index, one in mappings_in(mapping(data.get("spec")).get("queries")):
            below = f"{panel}/data/spec/queries/{index}/spec"
            inner = mapping(one.get("spec"))
            query, place = _query(mapping(inner.get("query")), f"{below}/query")
            if isinstance(inner.get("datasource"), Mapping):
                query["datasource"] = inner["datasource"]
            self._ways[f"{classic}/targets/{len(found)}"] = place
            found.append({**query, "refId": inner.get("refId", ""), "hide": inner.get("hidden") is True})
        return found


def _query(query: Mapping[str, Any], pointer: str) -> tuple[dict[str, Any], str]:
    """A query with its data source as classic JSON has it, and the pointer of what it asks.

    Its type is the group since v2beta1 and was the kind before that.
    """
    group = text_of(query.get("group")) or text_of(query.get("kind"))
    reference = mapping(query.get("datasource"))
    uid = text_of(reference.get("name")) or text_of(reference.get("uid"))
    known = {"type": group, "uid": uid} if uid else {"type": group}
    return {**mapping(query.get("spec")), "datasource": known}, f"{pointer}/spec"


def _time(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {"from": settings.get("from", "now-6h"), "to": settings.get("to", "now")}
