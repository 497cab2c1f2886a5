"""What the queries of a dashboard read when it is opened."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from .dashboard_subjects import DashboardSubject
from .dashboard_time import length_of, minutes_from_now
from .json_lists import mappings_in
from .panel_json import number
from .subjects import QuerySubject

_POINTS = 80
"""Points for each column of the grid, as many as it has pixels on a screen of 1920."""
_COLUMNS = 24
_HOURS = 6
"""What a dashboard shows that says nothing of it."""


def load_of(query: QuerySubject, most: float) -> float:
    """The samples that a panel's query reads; 0 where nothing bounds them, or where the panel is not shown at once.

    Also 0 where one evaluation reads more than `most`.
    """
    panel, facts = query.panel, query.analysis.facts
    if panel is None or facts is None or query.use != "panel" or query.json.get("hide") is True:
        return 0.0
    once = facts.costs[facts.tree].samples
    if not math.isfinite(once) or once > most or not _is_shown(panel.json, panel.dashboard):
        return 0.0
    points = 1.0 if query.instant else _points(panel.json, panel.dashboard, facts.world.scrape_interval)
    return once * points * _repeats(panel.json, panel.dashboard)


def _points(panel: Mapping[str, Any], dashboard: DashboardSubject, scrape_interval: float) -> float:
    """Points of each of its lines: no more than fit, and none between two scrapes."""
    times = dashboard.json.get("time")
    start = times.get("from") if isinstance(times, Mapping) else None
    own = length_of(panel.get("timeFrom"))
    seconds = own / 1000 if own else -60 * (minutes_from_now(start) or -60 * _HOURS)
    step = (length_of(panel.get("interval")) or 0) / 1000
    place = panel.get("gridPos")
    columns = number(place.get("w")) if isinstance(place, Mapping) else None
    most = number(panel.get("maxDataPoints")) or _POINTS * (columns or _COLUMNS / 2)
    return max(1.0, min(most, seconds / max(step, scrape_interval)))


def _is_shown(panel: Mapping[str, Any], dashboard: DashboardSubject) -> bool:
    """Whether the panel stands in no closed row."""
    if any(panel is one for _, one in mappings_in(dashboard.json.get("panels"))):
        return True
    rows = (row for _, row in mappings_in(dashboard.json.get("rows")) if not row.get("collapse"))
    return any(panel is one for row in rows for _, one in mappings_in(row.get("panels")))


def _repeats(panel: Mapping[str, Any], dashboard: DashboardSubject) -> int:
    """How often the panel is there: once for each value of a list, once where the values are not known."""
    name = panel.get("repeat")
    variable = next((one for one in dashboard.variables if name and one.get("name") == name), {})
    query = variable.get("query")
    return len(query.split(",")) if variable.get("type") == "custom" and isinstance(query, str) else 1
