"""Bodies that the scenarios send."""

from __future__ import annotations

import base64
from typing import Any

from .recorder import Recorder

P = "/api/v1/provisioning"


NOPROV = {"X-Disable-Provenance": "true"}


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def dash(uid: str, title: str = "Dash", **more: Any) -> dict[str, Any]:
    d: dict[str, Any] = {
        "uid": uid,
        "title": title,
        "tags": ["rec"],
        "schemaVersion": 41,
        "panels": [
            {
                "id": 1,
                "type": "timeseries",
                "title": "Rate",
                "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
                "datasource": {"type": "prometheus", "uid": "prom"},
                "targets": [
                    {
                        "refId": "A",
                        "expr": "sum(rate(http_requests_total[5m]))",
                        "datasource": {"type": "prometheus", "uid": "prom"},
                    }
                ],
            }
        ],
    }
    d.update(more)
    return d


def save(
    uid: str,
    *,
    folder: str = "",
    overwrite: bool = True,
    message: str = "",
    dashboard: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    body: dict[str, Any] = {"dashboard": dashboard or dash(uid, **more), "folderUid": folder, "overwrite": overwrite}
    if message:
        body["message"] = message
    return body


def rule(uid: str, title: str, *, expr: str = "up == 0", **more: Any) -> dict[str, Any]:
    r: dict[str, Any] = {
        "uid": uid,
        "title": title,
        "condition": "C",
        "noDataState": "OK",
        "execErrState": "Error",
        "for": "5m",
        "labels": {"severity": "critical"},
        "annotations": {"summary": "s"},
        "data": [
            {
                "refId": "A",
                "relativeTimeRange": {"from": 600, "to": 0},
                "datasourceUid": "prom",
                "model": {"refId": "A", "expr": expr, "instant": True, "range": False},
            },
            {
                "refId": "B",
                "relativeTimeRange": {"from": 0, "to": 0},
                "datasourceUid": "__expr__",
                "model": {"refId": "B", "type": "math", "expression": "is_number($A) || is_nan($A) || is_inf($A)"},
            },
            {
                "refId": "C",
                "relativeTimeRange": {"from": 0, "to": 0},
                "datasourceUid": "__expr__",
                "model": {
                    "refId": "C",
                    "type": "threshold",
                    "expression": "B",
                    "conditions": [{"evaluator": {"type": "gt", "params": [0]}}],
                },
            },
        ],
    }
    r.update(more)
    return r


def group(*rules: dict[str, Any], interval: int = 60, **more: Any) -> dict[str, Any]:
    return {"interval": interval, "rules": list(rules), **more}


def mkfolder(r: Recorder, uid: str, title: str | None = None) -> None:
    r.call("POST", "/api/folders", {"uid": uid, "title": title or uid}, note="set-up: folder")


def rmfolder(r: Recorder, uid: str) -> None:
    r.call("DELETE", f"/api/folders/{uid}?forceDeleteRules=true", note="clean up")
