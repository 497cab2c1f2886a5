"""Bulk reads, converted rules, and many writers at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .bodies import NOPROV, P, group, mkfolder, rmfolder, rule
from .recorder import Recorder

CONVERT = "/api/convert/prometheus/config/v1/rules"
SILENCES = "/api/alertmanager/grafana/api/v2/silences"
RULE_FILE = """app:
  - name: app
    rules:
      - alert: HighErrorRate
        expr: rate(http_requests_total{status_class="5xx"}[5m]) > 0.05
        for: 5m
        labels: {severity: critical}
        annotations: {summary: "High error rate detected {{ $value }}"}
"""


def convert(r: Recorder) -> None:
    """A Prometheus rule file, converted by the server."""
    source = {"uid": "cv-prom", "name": "cv", "type": "prometheus", "access": "proxy", "url": "http://127.0.0.1:9090"}
    r.call("POST", "/api/datasources", source, note="set-up")
    headers = {"Content-Type": "application/yaml", "X-Grafana-Alerting-Datasource-UID": "cv-prom"}
    r.call("POST", CONVERT, raw=RULE_FILE, headers=headers)
    r.call("GET", f"{P}/alert-rules")
    r.call("GET", CONVERT)
    _, found = r.call("GET", "/api/folders")
    for folder in found or []:
        if folder["title"] == "app":
            rmfolder(r, folder["uid"])
    r.call("DELETE", "/api/datasources/uid/cv-prom")


def bulk_reads(r: Recorder) -> None:
    """The ruler's listing, live states (one rule fires), exports of all, the Alertmanager's alerts and silences."""
    mkfolder(r, "br-a", "BR A")
    r.call("POST", "/api/folders", {"uid": "br-b", "title": "BR B", "parentUid": "br-a"}, note="set-up: nested folder")
    one = rule("br-one", "Always", annotations={"summary": "on {{ $labels.severity }}"}, **{"for": "0s"})
    one["data"] = _constant_queries()
    never = json.loads(json.dumps(one))
    never.update(uid="br-never", title="Never")
    never["data"][0]["model"]["expression"] = "0"
    pending = json.loads(json.dumps(one))
    pending.update(uid="br-pending", title="Pending", **{"for": "1h"})
    r.call("PUT", f"{P}/folder/br-a/rule-groups/first", group(one, never, pending, interval=10))
    paused = rule("br-paused", "Paused", isPaused=True)
    r.call("PUT", f"{P}/folder/br-b/rule-groups/second", group(paused), headers=NOPROV)
    recorded = {
        "uid": "br-rec",
        "title": "job:up:sum",
        "condition": "",
        "data": [rule("a", "b", expr="sum by (job) (up)")["data"][0]],
        "record": {"metric": "job:up:sum", "from": "A"},
    }
    r.call("PUT", f"{P}/folder/br-b/rule-groups/recorded", group(recorded))
    r.evaluate({"br-one": "firing", "br-never": "normal"}, {"A": 1, "C": 1})
    r.call("GET", "/api/ruler/grafana/api/v1/rules")
    r.call("GET", "/api/ruler/grafana/api/v1/rules/br-a")
    r.call("GET", "/api/ruler/grafana/api/v1/rules/br-a/first")
    r.call("GET", "/api/prometheus/grafana/api/v1/rules")
    r.call("GET", "/api/prometheus/grafana/api/v1/rules?folder_uid=br-b")
    r.call("GET", "/api/prometheus/grafana/api/v1/alerts")
    r.call("GET", f"{P}/alert-rules/export?format=json")
    r.call("GET", f"{P}/folder/br-b/rule-groups/recorded")
    _silence(r)
    rmfolder(r, "br-a")


def _constant_queries() -> list[dict[str, Any]]:
    """Expressions only: the first is 1, the second asks whether it is above 0."""
    conditions = [{"evaluator": {"type": "gt", "params": [0]}}]
    models = (
        {"refId": "A", "type": "math", "expression": "1"},
        {"refId": "C", "type": "threshold", "expression": "A", "conditions": conditions},
    )
    span = {"from": 0, "to": 0}
    return [
        {"refId": model["refId"], "relativeTimeRange": span, "datasourceUid": "__expr__", "model": model}
        for model in models
    ]


def _silence(r: Recorder) -> None:
    r.call("GET", "/api/alertmanager/grafana/api/v2/alerts")
    silence = {
        "matchers": [{"name": "severity", "value": "critical", "isRegex": False, "isEqual": True}],
        "startsAt": "2026-11-23T00:00:00Z",
        "endsAt": "2036-11-23T00:00:00Z",
        "createdBy": "rec",
        "comment": "test",
    }
    r.call("POST", SILENCES, silence)
    r.call("GET", SILENCES)
    _, silences = r.call("GET", SILENCES, note="again")
    for found in silences or []:
        r.call("DELETE", f"/api/alertmanager/grafana/api/v2/silence/{found['id']}")


def concurrency(r: Recorder) -> None:
    """Parallel writers of one notification document."""
    path = f"{P}/contact-points"

    def create(number: int) -> list[Any]:
        settings = {"addresses": "a@example.com"}
        body = {"uid": f"cc-{number}", "name": f"cc {number}", "type": "email", "settings": settings}
        status, _, answered = r.send("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        return [status, "" if status == 202 else json.dumps(answered)]

    with ThreadPoolExecutor(16) as pool:
        results = sorted(pool.map(create, range(32)))
    r.note_down("POST", path, {}, "basic admin", "32 different ones", (0, {}, results), "32 by 16 writers at once")
    r.call("GET", path, keep=len, note="how many exist now")
    for number in range(32):
        r.send("DELETE", f"{path}/cc-{number}", None, {})
