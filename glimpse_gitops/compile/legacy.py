"""What older Grafanas wrote, and grafanalib still writes: dropped, or turned into what took its place."""

from __future__ import annotations

import math
import re
from typing import Any

_DASHBOARD_KEYS = (
    "__inputs",
    "__requires",
    "__elements",
    "gnetId",
    "hideControls",
    "id",
    "iteration",
    "style",
    "version",
)
_PANEL_KEYS = ("editable", "error", "height", "isNew", "minSpan", "span", "renderer")
_TABLE_KEYS = ("fontSize", "pageSize", "scroll", "showHeader", "sort")
"""Of tables before Grafana 7, beside `options`."""
_PANEL_DEFAULTS = {
    "hideTimeOverride": False,
    "transparent": False,
    "links": [],
    "transformations": [],
    "description": "",
    "repeat": "",
    "title": "",
    "options": {},
}
"""Keys that Grafana does not save where they hold this."""
_ROW_KEYS = ("collapsed", "gridPos", "id", "panels", "repeat", "title", "type")
_PIXELS_A_ROW = 38
"""Of the grid: 30 pixels and the space between two panels."""
_GRAFANALIB_POINTS = 100
"""grafanalib's `maxDataPoints`, which leaves gaps between the samples of `$__rate_interval`."""


def modernise_dashboard(dashboard: dict[str, Any]) -> None:
    """Take the old top-level keys out, in place, and turn `rows` of the time before grids into row panels."""
    if dashboard.pop("sharedCrosshair", False) and not dashboard.get("graphTooltip"):
        dashboard["graphTooltip"] = 1
    for key in _DASHBOARD_KEYS:
        dashboard.pop(key, None)
    rows = dashboard.pop("rows", None) or []
    titled = any(row.get("showTitle") or row.get("repeat") or row.get("collapse") for row in rows)
    panels = list(dashboard.get("panels") or [])
    for row in rows:
        panels += _panels_of(row, titled)
    dashboard["panels"] = panels


def modernise_panel(panel: dict[str, Any]) -> None:
    """Take the old keys out of a panel, in place."""
    if panel.get("type") == "row":
        for key in [key for key in panel if key not in _ROW_KEYS]:
            del panel[key]
        panel.setdefault("collapsed", False)
        panel.setdefault("panels", [])
        for key in ("repeat", "title"):
            if not panel.get(key):
                panel.pop(key, None)
        return
    if "error" in panel and panel.get("maxDataPoints") == _GRAFANALIB_POINTS:
        del panel["maxDataPoints"]
    for key in (*_PANEL_KEYS, *(_TABLE_KEYS if panel.get("type") == "table" else ())):
        panel.pop(key, None)
    for key, default in _PANEL_DEFAULTS.items():
        if panel.get(key) == default:
            panel.pop(key, None)


def modernise_target(target: dict[str, Any]) -> None:
    """Take the old keys out of a query that has an `expr`, in place: grafanalib writes them for every data source."""
    if "expr" not in target:
        return
    if target.get("query") == target["expr"]:
        del target["query"]
    for key in ("intervalFactor", "metric", "step", "target"):
        target.pop(key, None)
    if not target.get("interval"):
        target.pop("interval", None)
    if not target.get("hide"):
        target.pop("hide", None)


def _panels_of(row: dict[str, Any], titled: bool) -> list[dict[str, Any]]:
    height = _grid_height(row.get("height", "250px"))
    panels = row.get("panels") or []
    for panel in panels:
        width = math.floor(panel.get("span") or 4) * 2
        if not panel.get("gridPos"):
            panel["gridPos"] = {"w": width, "h": _grid_height(panel["height"]) if panel.get("height") else height}
    if not titled:
        return panels
    collapsed = bool(row.get("collapse"))
    header = {
        "type": "row",
        "title": row.get("title", ""),
        "collapsed": collapsed,
        "panels": panels if collapsed else [],
        "repeat": row.get("repeat", ""),
    }
    return [header] if collapsed else [header, *panels]


def _grid_height(height: Any) -> int:
    """`250px` → 7."""
    digits = re.match(r"\d+", str(height))
    return max(3, math.ceil(int(digits[0]) / _PIXELS_A_ROW)) if digits else 7
