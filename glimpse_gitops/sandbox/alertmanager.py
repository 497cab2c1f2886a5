"""`/api/alertmanager/grafana/api/v2`: firing alerts and silences."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from .answer import Answer, bad_request, message
from .call import Call, Route
from .names import new_guid, now, now_exact
from .needs import one
from .policies import policy
from .rule_state import alerts_of
from .rule_store import all_rules
from .shape import fields
from .store import Document

ALERTS, SILENCES = one("alert.instances:read"), one("alert.instances:read")
WRITE = one("alert.silences:create")


def list_alerts(call: Call) -> Answer:
    found = []
    for rule in all_rules(call.shelf):
        state = call.shelf.get("rule-state", rule["uid"])
        if state is None or state["state"] not in ("firing", "nodata", "error"):
            continue
        found += [_alert(call, rule, state, alert) for alert in alerts_of(call, rule)]
    return Answer(200, found)


def _alert(call: Call, rule: Document, state: Document, alert: Mapping[str, Any]) -> dict[str, Any]:
    labels = {"__alert_rule_uid__": rule["uid"], **alert["labels"]}
    silences = [item["id"] for item in call.shelf.list("silence") if _silences(item, labels)]
    route = rule["notification_settings"] or policy(call)["tree"]
    return {
        "annotations": {**_value_annotations(call, rule, state), **alert["annotations"]},
        "endsAt": now_exact(),
        "fingerprint": hashlib.sha256(json.dumps(labels, sort_keys=True).encode()).hexdigest()[:16],
        "receivers": [{"name": route["receiver"]}],
        "startsAt": state["since"],
        "status": {
            "inhibitedBy": [],
            "silencedBy": silences,
            "state": "suppressed" if silences else "active",
        },
        "updatedAt": state["evaluated"],
        "generatorURL": f"{call.base_url}/alerting/grafana/{rule['uid']}/view",
        "labels": labels,
    }


def _value_annotations(call: Call, rule: Document, state: Document) -> dict[str, str]:
    typed = call.version.alert_values_typed
    parts = []
    for query in rule["data"]:
        if query["refId"] in state["values"]:
            kind = f" type='{query['model'].get('type', 'query')}'" if typed else ""
            parts.append(f"[ var='{query['refId']}' labels={{}}{kind} value={state['values'][query['refId']]} ]")
    return {
        "__orgId__": str(call.org),
        "__value_string__": ", ".join(parts),
        "__values__": json.dumps(state["values"], separators=(",", ":")),
    }


def _silences(silence: Document, labels: Mapping[str, str]) -> bool:
    """Regular expressions are left to the real Alertmanager: here a silence matches by equal values."""
    return all((labels.get(item["name"], "") == item["value"]) == item["isEqual"] for item in silence["matchers"])


def post_silence(call: Call) -> Answer:
    given = fields(call.json(), id=str, matchers=list, startsAt=str, endsAt=str, createdBy=str, comment=str)
    matchers = [_read_matcher(item) for item in given["matchers"] or []]
    if not matchers or not given["endsAt"] or not given["startsAt"]:
        raise bad_request()
    silence: Document = {**given, "id": given["id"] or new_guid(), "matchers": matchers}
    if given["id"] and call.shelf.get("silence", given["id"]) is None:
        raise message(404, "silence not found")
    silence["startsAt"] = max(given["startsAt"], now())
    call.shelf.put("silence", silence["id"], {**silence, "updated": now()})
    return Answer(202, {"silenceID": silence["id"]})


def _read_matcher(item: Any) -> Document:
    matcher = fields(item, name=str, value=str, isRegex=bool, isEqual=bool)
    if not matcher["name"]:
        raise bad_request()
    if item.get("isEqual") is None:
        matcher["isEqual"] = True
    return matcher


def list_silences(call: Call) -> Answer:
    return Answer(200, [_shown(silence) for silence in call.shelf.list("silence")])


def get_silence(call: Call) -> Answer:
    return Answer(200, _shown(_find(call)))


def delete_silence(call: Call) -> Answer:
    call.shelf.delete("silence", _find(call)["id"])
    return Answer(200, {"message": "silence deleted"})


def _find(call: Call) -> Document:
    silence = call.shelf.get("silence", call.path["id"])
    if silence is None:
        raise message(404, "silence not found")
    return silence


def _shown(silence: Document) -> dict[str, Any]:
    shown = {key: silence[key] for key in ("comment", "createdBy", "endsAt", "id", "matchers", "startsAt")}
    return {**shown, "status": {"state": "active"}, "updatedAt": silence["updated"]}


_BASE = "/api/alertmanager/grafana/api/v2"
ROUTES = (
    Route("GET", f"{_BASE}/alerts", list_alerts, ALERTS),
    Route("GET", f"{_BASE}/silences", list_silences, SILENCES),
    Route("POST", f"{_BASE}/silences", post_silence, WRITE),
    Route("GET", f"{_BASE}/silence/<id>", get_silence, SILENCES),
    Route("DELETE", f"{_BASE}/silence/<id>", delete_silence, WRITE),
)
