"""Objects that people made in Grafana's pages: the same requests, and none of them locked."""

from __future__ import annotations

import base64
import json
import urllib.parse
import urllib.request
from typing import Any

PROMETHEUS = {"type": "prometheus", "uid": "prom-ui"}
EXPRESSION = {"type": "__expr__", "uid": "__expr__"}


class People:
    """People with an administrator's login."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self.url = url.rstrip("/")
        secret = base64.b64encode(f"{login}:{password}".encode()).decode()
        self.headers = {"Authorization": f"Basic {secret}", "X-Disable-Provenance": "true"}

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """One request below `/api`; an answer that is no success is an HTTPError."""
        data = None if body is None else json.dumps(body).encode()
        headers = self.headers | ({"Content-Type": "application/json"} if data else {})
        request = urllib.request.Request(f"{self.url}/api{path}", data=data, headers=headers, method=method)
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def put_rules(self, folder: str, group: str, rules: list[dict[str, Any]], interval: int = 60) -> None:
        """Save a rule group."""
        body = {"title": group, "folderUid": folder, "interval": interval, "rules": rules}
        path = "/".join(urllib.parse.quote(part, safe="") for part in (folder, "rule-groups", group))
        self.send("PUT", f"/v1/provisioning/folder/{path}", body)

    def rules(self, folder: str, group: str) -> dict[str, Any]:
        """A rule group as it is."""
        path = "/".join(urllib.parse.quote(part, safe="") for part in (folder, "rule-groups", group))
        found: dict[str, Any] = self.send("GET", f"/v1/provisioning/folder/{path}")
        return found


def classic_rule(title: str, expr: str, folder: str, group: str, **more: Any) -> dict[str, Any]:
    """What the form for rules makes: a range query, its last value, a threshold."""
    query = {
        "refId": "A",
        "datasourceUid": "prom-ui",
        "queryType": "",
        "relativeTimeRange": {"from": 1800, "to": 0},
        "model": {
            "refId": "A",
            "expr": expr,
            "range": True,
            "instant": False,
            "legendFormat": "__auto",
            "editorMode": "builder",
            "datasource": PROMETHEUS,
            "intervalMs": 1000,
            "maxDataPoints": 43200,
        },
    }
    reduce = {"refId": "B", "type": "reduce", "expression": "A", "reducer": "last", "datasource": EXPRESSION}
    evaluator = {"params": [0.05, 0], "type": "gt"}
    threshold = {
        "refId": "C",
        "type": "threshold",
        "expression": "B",
        "conditions": [{"evaluator": evaluator, "operator": {"type": "and"}, "query": {"params": ["C"]}}],
        "datasource": EXPRESSION,
    }
    none = {"from": 0, "to": 0}
    return {
        "title": title,
        "ruleGroup": group,
        "folderUID": folder,
        "condition": "C",
        "data": [
            query,
            {"refId": "B", "datasourceUid": "__expr__", "relativeTimeRange": none, "model": reduce},
            {"refId": "C", "datasourceUid": "__expr__", "relativeTimeRange": none, "model": threshold},
        ],
        "noDataState": "NoData",
        "execErrState": "Error",
        "for": "5m",
        "labels": {"severity": "critical", "팀": "결제"} if more.pop("korean", False) else {"severity": "critical"},
        "annotations": {"summary": "{{ $labels.instance }} fails\nfor {{ $values.B.Value }}"},
        **more,
    }


def fill(people: People) -> None:
    """A Grafana that nobody keeps as code: something of every kind, with odd names."""
    people.send("POST", "/folders", {"uid": "team", "title": "Team / 결제"})
    people.send("POST", "/folders", {"uid": "team-deep", "title": "Deep", "parentUid": "team"})
    people.send(
        "POST",
        "/datasources",
        {
            "uid": "prom-ui",
            "name": "Prometheus UI",
            "type": "prometheus",
            "access": "proxy",
            "url": "http://localhost:9090",
            "basicAuth": True,
            "basicAuthUser": "reader",
            "jsonData": {"httpMethod": "POST", "manageAlerts": True, "timeInterval": "30s"},
            "secureJsonData": {"basicAuthPassword": "CANARY-3"},
        },
    )
    text = '{{ define "notes" }}\n  {{ .Status }}\n{{ end }}'
    people.send("PUT", "/v1/provisioning/templates/notes", {"template": text})
    nights = [
        {"times": [{"start_time": "22:00", "end_time": "24:00"}, {"start_time": "00:00", "end_time": "07:00"}]},
        {"weekdays": ["saturday:saturday", "sunday"], "location": "Asia/Seoul", "months": ["1:3"], "years": ["2026"]},
    ]
    people.send("POST", "/v1/provisioning/mute-timings", {"name": "nights & weekends", "time_intervals": nights})
    slack = {"url": "https://hooks.slack.example/CANARY-4", "recipient": "#a"}
    for channel in (
        {"name": "당직", "type": "slack", "settings": slack},
        {"name": "당직", "type": "telegram", "settings": {"bottoken": "CANARY-5", "chatid": "-100"}},
        {"name": "mail/all", "type": "email", "settings": {"addresses": "a@example.com;b@example.com"}},
    ):
        people.send("POST", "/v1/provisioning/contact-points", channel)
    route = {
        "receiver": "당직",
        "object_matchers": [["severity", "=", "critical"], ["job", "=~", "a|b\\d+"]],
        "mute_time_intervals": ["nights & weekends"],
        "routes": [{"receiver": "mail/all", "object_matchers": [["팀", "=", '결제 "x"']], "continue": True}],
    }
    tree = {"receiver": "mail/all", "group_by": ["alertname"], "group_wait": "45s", "routes": [route]}
    people.send("PUT", "/v1/provisioning/policies", tree)
    people.send(
        "POST", "/dashboards/db", {"folderUid": "team", "overwrite": False, "dashboard": _dashboard("sales", "Sales")}
    )
    people.send(
        "POST", "/dashboards/db", {"folderUid": "", "overwrite": False, "dashboard": _dashboard("root", "매출 현황")}
    )
    first = classic_rule("Errors", 'rate(errors{job="a"}[5m])', "team", "ui / rules", korean=True)
    first["annotations"] |= {"__dashboardUid__": "sales", "__panelId__": "2"}
    second = classic_rule("Slow", "latency", "team", "ui / rules", isPaused=True)
    second["notification_settings"] = {"receiver": "mail/all", "group_by": ["alertname", "grafana_folder"]}
    people.put_rules("team", "ui / rules", [first, second])


def _dashboard(uid: str, title: str) -> dict[str, Any]:
    target = {"refId": "A", "expr": "up", "datasource": PROMETHEUS}
    panel = {
        "id": 2,
        "type": "timeseries",
        "title": "Up",
        "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
        "datasource": PROMETHEUS,
        "targets": [target],
        "fieldConfig": {"defaults": {"thresholds": {"steps": [{"color": "green", "value": None}]}}, "overrides": []},
        "options": {"legend": {"showLegend": False}},
    }
    return {
        "uid": uid,
        "title": title,
        "tags": [],
        "schemaVersion": 39,
        "panels": [panel],
        "templating": {"list": []},
        "annotations": {"list": []},
        "time": {"from": "now-1h", "to": "now"},
        "editable": True,
    }
