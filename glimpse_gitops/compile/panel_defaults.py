"""What each panel type fills in when Grafana 12 saves a panel: its plugin's defaults, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_PLUGIN_VERSIONS = {41: "11.6.0", 42: "12.4.0"}
"""Schema version → the version of the panel plugins whose shapes the table holds."""


def plugin_version(schema_version: int) -> str:
    """The `pluginVersion` that tells Grafana that nothing in a panel needs a migration."""
    return _PLUGIN_VERSIONS[schema_version]


@dataclass(frozen=True)
class PanelDefaults:
    """The defaults of one panel type."""

    options: Mapping[str, Any]
    custom: Mapping[str, Any] = field(default_factory=dict)
    """Of `fieldConfig.defaults.custom`."""
    color_mode: str = ""
    """Of `fieldConfig.defaults.color`; empty for a type without colors, mappings and thresholds."""


_HIDE_FROM = {"legend": False, "tooltip": False, "viz": False}
_LEGEND = {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": True}
_REDUCE = {"calcs": ["lastNotNull"], "fields": "", "values": False}

_TIME_SERIES = PanelDefaults(
    options={"legend": _LEGEND, "tooltip": {"hideZeros": False, "mode": "single", "sort": "none"}},
    custom={
        "axisBorderShow": False,
        "axisCenteredZero": False,
        "axisColorMode": "text",
        "axisLabel": "",
        "axisPlacement": "auto",
        "barAlignment": 0,
        "barWidthFactor": 0.6,
        "drawStyle": "line",
        "fillOpacity": 0,
        "gradientMode": "none",
        "hideFrom": _HIDE_FROM,
        "insertNulls": False,
        "lineInterpolation": "linear",
        "lineWidth": 1,
        "pointSize": 5,
        "scaleDistribution": {"type": "linear"},
        "showPoints": "auto",
        "showValues": False,
        "spanNulls": False,
        "stacking": {"group": "A", "mode": "none"},
        "thresholdsStyle": {"mode": "off"},
    },
    color_mode="palette-classic",
)

_STAT = PanelDefaults(
    options={
        "colorMode": "value",
        "graphMode": "area",
        "justifyMode": "auto",
        "orientation": "auto",
        "percentChangeColorMode": "standard",
        "reduceOptions": _REDUCE,
        "showPercentChange": False,
        "textMode": "auto",
        "wideLayout": True,
    },
    color_mode="thresholds",
)

_GAUGE = PanelDefaults(
    options={
        "minVizHeight": 75,
        "minVizWidth": 75,
        "orientation": "auto",
        "reduceOptions": _REDUCE,
        "showThresholdLabels": False,
        "showThresholdMarkers": True,
        "sizing": "auto",
    },
    color_mode="thresholds",
)

_BAR_GAUGE = PanelDefaults(
    options={
        "displayMode": "gradient",
        "legend": {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": False},
        "maxVizHeight": 300,
        "minVizHeight": 16,
        "minVizWidth": 8,
        "namePlacement": "auto",
        "orientation": "auto",
        "reduceOptions": _REDUCE,
        "showUnfilled": True,
        "sizing": "auto",
        "valueMode": "color",
    },
    color_mode="thresholds",
)

_HEATMAP = PanelDefaults(
    options={
        "calculate": False,
        "cellGap": 1,
        "color": {
            "exponent": 0.5,
            "fill": "dark-orange",
            "mode": "scheme",
            "reverse": False,
            "scale": "exponential",
            "scheme": "Oranges",
            "steps": 64,
        },
        "exemplars": {"color": "rgba(255,0,255,0.7)"},
        "filterValues": {"le": 1e-9},
        "legend": {"show": True},
        "rowsFrame": {"layout": "auto"},
        "tooltip": {"mode": "single", "showColorScale": False, "yHistogram": False},
        "yAxis": {"axisPlacement": "left", "reverse": False},
    },
    custom={"hideFrom": _HIDE_FROM, "scaleDistribution": {"type": "linear"}},
)

_TABLE = PanelDefaults(
    options={"cellHeight": "sm", "showHeader": True},
    custom={"align": "auto", "cellOptions": {"type": "auto"}, "inspect": False},
    color_mode="thresholds",
)

_LOGS = PanelDefaults(
    options={
        "dedupStrategy": "none",
        "enableInfiniteScrolling": False,
        "enableLogDetails": True,
        "prettifyLogMessage": False,
        "showCommonLabels": False,
        "showLabels": False,
        "showTime": False,
        "sortOrder": "Descending",
        "wrapLogMessage": False,
    }
)

_TEXT = PanelDefaults(
    options={"code": {"language": "plaintext", "showLineNumbers": False, "showMiniMap": False}, "mode": "markdown"}
)

PANEL_DEFAULTS: Mapping[str, PanelDefaults] = {
    "bargauge": _BAR_GAUGE,
    "gauge": _GAUGE,
    "heatmap": _HEATMAP,
    "logs": _LOGS,
    "stat": _STAT,
    "table": _TABLE,
    "text": _TEXT,
    "timeseries": _TIME_SERIES,
}
