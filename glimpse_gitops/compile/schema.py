"""The frame of a dashboard: its top-level keys as Grafana saves them."""

from __future__ import annotations

from typing import Any

_DEFAULTS: dict[str, Any] = {
    "editable": True,
    "fiscalYearStartMonth": 0,
    "graphTooltip": 0,
    "links": [],
    "preload": False,
    "tags": [],
    "time": {"from": "now-6h", "to": "now"},
    "timezone": "browser",
    "weekStart": "",
}
_TIME_PICKER_DEFAULTS: dict[str, Any] = {
    "hidden": False,
    "nowDelay": "",
    "quick_ranges": [],
    "refresh_intervals": ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"],
}
"""Keys that Grafana does not save where they hold this."""


def finish_frame(dashboard: dict[str, Any], schema_version: int) -> None:
    """Complete the top-level keys, in place."""
    for key, default in _DEFAULTS.items():
        dashboard.setdefault(key, default.copy() if isinstance(default, dict | list) else default)
    for key in ("description", "refresh"):
        if not dashboard.get(key):
            dashboard.pop(key, None)
    dashboard["schemaVersion"] = schema_version
    dashboard["timepicker"] = _time_picker(dashboard.get("timepicker"))


def _time_picker(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        return {}
    return {
        key: value
        for key, value in given.items()
        if key != "time_options" and not (key in _TIME_PICKER_DEFAULTS and value == _TIME_PICKER_DEFAULTS[key])
    }
