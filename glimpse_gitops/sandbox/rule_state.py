"""`/api/prometheus/grafana/api/v1`: the state of rules, which tests set with `set_alert_state`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .answer import Answer
from .call import Call, Route
from .durations import read_duration
from .folder_tree import title_path
from .names import now
from .needs import one
from .rule_store import all_rules
from .store import Document, Shelf

READ = one("alert.rules:read")
STATES: Mapping[str, tuple[str, str]] = {
    "firing": ("firing", "Alerting"),
    "pending": ("pending", "Pending"),
    "recovering": ("recovering", "Recovering"),
    "nodata": ("firing", "NoData"),
    "error": ("firing", "Error"),
    "normal": ("inactive", "Normal"),
}
"""What a test says, with the state of the rule and of its alert."""
_NEVER = "0001-01-01T00:00:00Z"
_LABEL = re.compile(r"\{\{\s*\$labels\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")


def set_state(shelf: Shelf, uid: str, state: str, labels: Mapping[str, str], values: Mapping[str, float]) -> None:
    """Notes down what the evaluation of a rule has found."""
    moment = now()
    entry = {"state": state, "labels": dict(labels), "values": dict(values), "since": moment, "evaluated": moment}
    shelf.put("rule-state", uid, entry)


def list_rules(call: Call) -> Answer:
    folder, group = call.argument("folder_uid"), call.argument("rule_group")
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for rule in all_rules(call.shelf, folder or None):
        if (group and rule["ruleGroup"] != group) or not call.access.can_on_folder(
            "alert.rules:read", rule["folderUID"]
        ):
            continue
        path = _path(call, rule)
        entry = groups.setdefault((path, rule["ruleGroup"]), _empty_group(path, rule))
        shown = _shown(call, rule)
        entry["rules"].append(shown)
        entry["totals"][shown["state"]] = entry["totals"].get(shown["state"], 0) + 1
    totals: dict[str, int] = {}
    for entry in groups.values():
        for state, count in entry["totals"].items():
            totals[state] = totals.get(state, 0) + count
    data = {"groups": [groups[key] for key in sorted(groups)], "totals": totals}
    return Answer(200, {"status": "success", "data": data})


def list_alerts(call: Call) -> Answer:
    found = []
    for rule in all_rules(call.shelf):
        found += alerts_of(call, rule)
    return Answer(200, {"status": "success", "data": {"alerts": found}})


def _path(call: Call, rule: Document) -> str:
    folder = call.shelf.get("folder", rule["folderUID"])
    return title_path(call.shelf, folder, not call.version.unified_storage) if folder else ""


def _empty_group(path: str, rule: Document) -> dict[str, Any]:
    return {
        "name": rule["ruleGroup"],
        "file": path,
        "folderUid": rule["folderUID"],
        "rules": [],
        "totals": {},
        "interval": rule["interval"],
        "lastEvaluation": _NEVER,
        "evaluationTime": 0,
    }


def _shown(call: Call, rule: Document) -> dict[str, Any]:
    state = call.shelf.get("rule-state", rule["uid"])
    alerts = alerts_of(call, rule)
    shown: dict[str, Any] = {
        "state": STATES[state["state"]][0] if state else "inactive",
        "name": rule["title"],
        "query": _query(rule),
        "uid": rule["uid"],
        "folderUid": rule["folderUID"],
        "health": _health(call, rule, state),
        "type": "alerting" if rule["record"] is None else "recording",
        "lastEvaluation": state["evaluated"] if state else _NEVER,
        "evaluationTime": 0.0001 if state else 0,
    }
    if read_duration(rule["for"]):
        shown["duration"] = _seconds(read_duration(rule["for"]))
    for key in ("annotations", "labels"):
        if rule[key]:
            shown[key] = rule[key]
    if state is not None:
        counted = {alerts[0]["state"].lower(): 1}
        shown.update(alerts=alerts, totals=counted, totalsFiltered=counted)
        if shown["state"] != "inactive":
            shown["activeAt"] = state["since"]
    if call.version.rule_state_details:
        _add_details(shown, rule)
    return shown


def _seconds(milliseconds: int) -> int | float:
    return milliseconds / 1000 if milliseconds % 1000 else milliseconds // 1000


def _add_details(shown: dict[str, Any], rule: Document) -> None:
    sources = [query["datasourceUid"] for query in rule["data"] if query["datasourceUid"] != "__expr__"]
    if sources:
        shown["queriedDatasourceUIDs"] = sorted(set(sources))
    shown["isPaused"] = rule["isPaused"]
    if rule["provenance"]:
        shown["provenance"] = rule["provenance"]
    if rule["notification_settings"]:
        shown["notificationSettings"] = rule["notification_settings"]


def _health(call: Call, rule: Document, state: Document | None) -> str:
    if state is not None and state["state"] in ("nodata", "error"):
        return str(state["state"])
    scheduled = bool(call.shelf.list("rule-state"))
    return "unknown" if rule["record"] is not None and scheduled and state is None else "ok"


def _query(rule: Document) -> str:
    """The expressions of the data source queries, or all queries as JSON where there is none."""
    sources = [query for query in rule["data"] if query["datasourceUid"] != "__expr__"]
    expressions = [query["model"].get("expr") for query in sources]
    texts = [text for text in expressions if isinstance(text, str)]
    return " | ".join(texts) if texts else json.dumps(rule["data"], separators=(",", ":"), ensure_ascii=False)


def alerts_of(call: Call, rule: Document) -> list[dict[str, Any]]:
    state = call.shelf.get("rule-state", rule["uid"])
    if state is None:
        return []
    labels = {"alertname": rule["title"], "grafana_folder": _path(call, rule), **rule["labels"], **state["labels"]}
    texts = {key: expanded(text, state["labels"]) for key, text in rule["annotations"].items()}
    shown = STATES[state["state"]][1]
    last = list(state["values"].values())[-1:] or [1]
    return [
        {
            "labels": labels,
            "annotations": texts,
            "state": shown,
            "activeAt": state["since"],
            "value": "" if shown == "Normal" else _exponential(last[0]),
        }
    ]


def expanded(text: str, labels: Mapping[str, str]) -> str:
    """An annotation with the labels of its series put in."""
    return _LABEL.sub(lambda match: labels.get(match[1], "[no value]"), text)


def _exponential(value: float) -> str:
    """As Go writes it: the shortest digits, and two digits of exponent."""
    digits = repr(float(value))
    places = len(digits.replace(".", "").replace("-", "").strip("0")) - 1
    return f"{value:.{max(places, 0)}e}"


_BASE = "/api/prometheus/grafana/api/v1"
ROUTES = (
    Route("GET", f"{_BASE}/rules", list_rules, READ),
    Route("GET", f"{_BASE}/alerts", list_alerts, READ),
)
