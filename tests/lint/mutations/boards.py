"""Dashboards, panels, queries and variables in which faults are planted."""

from __future__ import annotations

import json
from typing import Any

from .planted import Planted
from .queries import Queries

DS = {"type": "prometheus", "uid": "$ds"}
SOURCE = {"type": "datasource", "name": "ds", "query": "prometheus"}


def a_panel(queries: Queries, **given: Any) -> dict[str, Any]:
    target = {"refId": "A", "expr": queries.sum(), "datasource": DS}
    return {
        "id": queries.number(1, 999),
        "title": queries.one(("Requests", "Errors", "Load")),
        "type": queries.one(("timeseries", "stat", "gauge")),
        "fieldConfig": {"defaults": {"unit": "short"}},
        "datasource": DS,
        "targets": [target],
        **given,
    }


def a_dashboard(*panels: dict[str, Any], **given: Any) -> str:
    made = {"uid": "sample", "title": "Sample", "templating": {"list": [SOURCE]}, "panels": list(panels), **given}
    return json.dumps(made)


def of_panels(valid: dict[str, Any], faulty: dict[str, Any]) -> Planted:
    return Planted("json", a_dashboard(valid), a_dashboard(faulty))


def in_panel(queries: Queries, valid: dict[str, Any], faulty: dict[str, Any], **shared: Any) -> Planted:
    base = a_panel(queries, **shared)
    return of_panels({**base, **valid}, {**base, **faulty})


def in_dashboard(queries: Queries, valid: dict[str, Any], faulty: dict[str, Any]) -> Planted:
    panel = a_panel(queries)
    return Planted("json", a_dashboard(panel, **valid), a_dashboard(panel, **faulty))


def a_target(queries: Queries, **more: Any) -> dict[str, Any]:
    return {"targets": [{"refId": "A", "expr": queries.sum(), "datasource": DS, **more}]}


def a_variable(name: str, **more: Any) -> dict[str, Any]:
    query = {"type": "query", "name": name, "datasource": DS, "refresh": 2}
    return {**query, "query": f"label_values(up, {name})", **more}
