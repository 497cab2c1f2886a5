"""Dashboards between the schemas of the resource API: classic JSON, migrated classic JSON, and the v2 schema.

The sandbox converts what the recordings show: panels in a grid, rows and tabs. It leaves out what only a browser adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .store import Document

LATEST_SCHEMA = 42
_BUILT_IN_ANNOTATION = {
    "builtIn": 1,
    "datasource": {"type": "grafana", "uid": "-- Grafana --"},
    "enable": True,
    "hide": True,
    "iconColor": "rgba(0, 211, 255, 1)",
    "name": "Annotations & Alerts",
    "type": "dashboard",
}
_REFRESH_INTERVALS = ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"]
_CURSORS = ("Off", "Crosshair", "Tooltip")


def convert(spec: Document, stored: str, wanted: str) -> Document:
    """A stored spec in the API version that was asked for."""
    if _family(stored) == _family(wanted):
        return spec
    classic = as_classic(spec, stored)
    if wanted.startswith("v2"):
        return _to_v2(_migrated(classic))
    return _migrated(classic) if _family(wanted) == "v1" else classic


def as_classic(spec: Document, stored: str) -> Document:
    """A stored spec as clients of the classic JSON see it."""
    return _from_v2(spec) if stored.startswith("v2") else spec


def _family(api_version: str) -> str:
    return api_version[:2]


def _migrated(classic: Document) -> Document:
    """Classic JSON in the newest schema, with the fields that a save in the browser would have."""
    migrated: Document = {
        "annotations": {"list": []},
        "editable": True,
        "fiscalYearStartMonth": 0,
        "graphTooltip": 0,
        "links": [],
        "panels": [],
        "tags": [],
        "templating": {"list": []},
        "time": {"from": "now-6h", "to": "now"},
        "timepicker": {},
        "timezone": "",
        "weekStart": "",
    }
    migrated.update({key: value for key, value in classic.items() if value is not None})
    annotations = migrated["annotations"]
    listed = annotations.get("list") if isinstance(annotations, dict) else None
    entries = listed if isinstance(listed, list) else []
    if not any(isinstance(entry, dict) and entry.get("builtIn") for entry in entries):
        migrated["annotations"] = {"list": [_BUILT_IN_ANNOTATION, *entries]}
    migrated["schemaVersion"] = LATEST_SCHEMA
    return migrated


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Document]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _to_v2(classic: Document) -> Document:
    elements: Document = {}
    items: list[Document] = []
    for panel in _objects(classic.get("panels")):
        name = f"panel-{panel.get('id', len(elements) + 1)}"
        elements[name] = {"kind": "Panel", "spec": _panel_to_v2(panel)}
        grid = _object(panel.get("gridPos"))
        place = {"x": grid.get("x", 0), "y": grid.get("y", 0), "width": grid.get("w", 12), "height": grid.get("h", 8)}
        element = {"kind": "ElementReference", "name": name}
        items.append({"kind": "GridLayoutItem", "spec": {**place, "element": element}})
    tooltip = classic["graphTooltip"]
    return {
        "annotations": [_annotation_to_v2(entry) for entry in _objects(_object(classic["annotations"]).get("list"))],
        "cursorSync": _CURSORS[tooltip] if tooltip in (0, 1, 2) else "Off",
        "editable": classic["editable"],
        "elements": elements,
        "layout": {"kind": "GridLayout", "spec": {"items": items}},
        "links": classic["links"],
        "liveNow": classic.get("liveNow", False),
        "preload": classic.get("preload", False),
        "tags": classic.get("tags") or [],
        "timeSettings": _time_to_v2(classic),
        "title": classic.get("title", ""),
        "variables": [],
    }


def _time_to_v2(classic: Document) -> Document:
    span, picker = _object(classic["time"]), _object(classic["timepicker"])
    return {
        "timezone": classic["timezone"],
        "from": span.get("from", "now-6h"),
        "to": span.get("to", "now"),
        "autoRefresh": classic.get("refresh") or "",
        "autoRefreshIntervals": picker.get("refresh_intervals", _REFRESH_INTERVALS),
        "hideTimepicker": picker.get("hidden", False),
        "fiscalYearStartMonth": classic["fiscalYearStartMonth"],
    }


def _query_to_v2(source: Mapping[str, Any], spec: Document) -> Document:
    return {
        "kind": "DataQuery",
        "group": source.get("type", ""),
        "version": "v0",
        "datasource": {"name": source.get("uid", "")},
        "spec": spec,
    }


def _annotation_to_v2(entry: Document) -> Document:
    converted: Document = {
        "query": _query_to_v2(_object(entry.get("datasource")), {}),
        "enable": entry.get("enable", True),
        "hide": entry.get("hide", False),
        "iconColor": entry.get("iconColor", ""),
        "name": entry.get("name", ""),
        "builtIn": bool(entry.get("builtIn")),
    }
    if "type" in entry:
        converted["legacyOptions"] = {"type": entry["type"]}
    return {"kind": "AnnotationQuery", "spec": converted}


def _panel_to_v2(panel: Document) -> Document:
    queries = []
    for target in _objects(panel.get("targets")):
        source = _object(target.get("datasource") or panel.get("datasource"))
        spec = {key: value for key, value in target.items() if key not in ("datasource", "refId", "hide")}
        query = {"query": _query_to_v2(source, spec), "refId": target.get("refId", "")}
        queries.append({"kind": "PanelQuery", "spec": {**query, "hidden": bool(target.get("hide"))}})
    config = _object(panel.get("fieldConfig"))
    shown = {
        "options": panel.get("options") or {},
        "fieldConfig": {"defaults": config.get("defaults") or {}, "overrides": config.get("overrides") or []},
    }
    group = {"kind": "VizConfig", "group": panel.get("type", ""), "version": panel.get("pluginVersion", "")}
    data: Document = {"queries": queries, "transformations": panel.get("transformations") or [], "queryOptions": {}}
    return {
        "id": panel.get("id", 0),
        "title": panel.get("title", ""),
        "description": panel.get("description", ""),
        "links": panel.get("links") or [],
        "data": {"kind": "QueryGroup", "spec": data},
        "vizConfig": {**group, "spec": shown},
    }


def _from_v2(spec: Document) -> Document:
    times = _object(spec.get("timeSettings"))
    cursor = spec.get("cursorSync")
    return {
        "annotations": {"list": [_annotation_from_v2(entry) for entry in _objects(spec.get("annotations"))]},
        "editable": spec.get("editable", True),
        "fiscalYearStartMonth": times.get("fiscalYearStartMonth", 0),
        "graphTooltip": _CURSORS.index(cursor) if cursor in _CURSORS else 0,
        "liveNow": spec.get("liveNow", False),
        "panels": [_panel_from_v2(*placed) for placed in _placed(spec)],
        "preload": spec.get("preload", False),
        "refresh": times.get("autoRefresh", ""),
        "schemaVersion": LATEST_SCHEMA,
        "tags": spec.get("tags") or [],
        "time": {"from": times.get("from", "now-6h"), "to": times.get("to", "now")},
        "timezone": times.get("timezone", ""),
        "title": spec.get("title", ""),
    }


def _annotation_from_v2(entry: Document) -> Document:
    spec = _object(entry.get("spec"))
    query = _object(spec.get("query"))
    source = {"type": query.get("group", ""), "uid": _object(query.get("datasource")).get("name", "")}
    kept = {key: spec[key] for key in ("enable", "hide", "iconColor", "name") if key in spec}
    return {**kept, "builtIn": int(bool(spec.get("builtIn"))), "datasource": source}


def _placed(spec: Document) -> Iterator[tuple[Document, Document]]:
    """Every element with its place; rows and tabs are laid out one below the other."""
    elements = _object(spec.get("elements"))
    for item in _items(_object(spec.get("layout"))):
        place = _object(item.get("spec"))
        element = _object(elements.get(_object(place.get("element")).get("name", "")))
        grid = {
            "h": place.get("height", 8),
            "w": place.get("width", 12),
            "x": place.get("x", 0),
            "y": place.get("y", 0),
        }
        if element:
            yield dict(_object(element.get("spec"))), grid


def _items(layout: Mapping[str, Any]) -> Iterator[Document]:
    spec = _object(layout.get("spec"))
    yield from _objects(spec.get("items"))
    for part in (*_objects(spec.get("rows")), *_objects(spec.get("tabs"))):
        yield from _items(_object(_object(part.get("spec")).get("layout")))


def _panel_from_v2(panel: Document, grid: Document) -> Document:
    data = _object(_object(panel.get("data")).get("spec"))
    shown = _object(panel.get("vizConfig"))
    config = _object(_object(shown.get("spec")).get("fieldConfig"))
    targets = [_target_from_v2(_object(query.get("spec"))) for query in _objects(data.get("queries"))]
    classic: Document = {
        "gridPos": grid,
        "id": panel.get("id", 0),
        "options": _object(shown.get("spec")).get("options") or {},
        "pluginVersion": shown.get("version", ""),
        "targets": targets,
        "title": panel.get("title", ""),
        "type": shown.get("group", ""),
    }
    if targets:
        classic["datasource"] = targets[0]["datasource"]
    if config.get("defaults") or config.get("overrides"):
        classic["fieldConfig"] = dict(config)
    for key in ("description", "links"):
        if panel.get(key):
            classic[key] = panel[key]
    return classic


def _target_from_v2(query: Mapping[str, Any]) -> Document:
    inner = _object(query.get("query"))
    source = {"type": inner.get("group", ""), "uid": _object(inner.get("datasource")).get("name", "")}
    target: Document = {**_object(inner.get("spec")), "datasource": source, "refId": query.get("refId", "")}
    if query.get("hidden"):
        target["hide"] = True
    return target
