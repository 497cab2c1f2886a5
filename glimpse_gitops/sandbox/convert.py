"""`/api/convert/prometheus`: Prometheus rule files as Grafana-managed rules."""

from __future__ import annotations

import uuid
from typing import Any

import yaml

from .answer import Answer, RefusalError, known_error, message
from .call import Call, Route
from .durations import canonical, read_duration, write_duration
from .folder_tree import create_folder, title_path
from .names import new_uid
from .needs import all_of, any_of
from .rule_groups import replace_group
from .rule_store import all_rules, delete_rule
from .shape import parse_json, string_map
from .store import Document
from .yaml_text import to_yaml

PROVENANCE = "converted_prometheus"
LABEL = "__converted_prometheus_rule__"
DATASOURCE_HEADER = "X-Grafana-Alerting-Datasource-UID"
OFFSET_SECONDS = 60
RANGE_SECONDS = 600
DEFAULT_INTERVAL = 60
READ = any_of(all_of("alert.rules:read", "folders:read"))
WRITE = all_of("alert.rules:create", "alert.provisioning.provenance:write")
_DONE = {"status": "success", "errorType": "", "error": ""}
_EXPRESSION_SOURCE = {
    "IsPrunable": False,
    "access": "",
    "apiVersion": "",
    "basicAuth": False,
    "basicAuthUser": "",
    "created": "0001-01-01T00:00:00Z",
    "database": "",
    "id": -100,
    "isDefault": False,
    "jsonData": {},
    "name": "__expr__",
    "readOnly": False,
    "secureJsonData": {},
    "type": "__expr__",
    "uid": "__expr__",
    "updated": "0001-01-01T00:00:00Z",
    "url": "",
    "user": "",
    "withCredentials": False,
}


def post_namespaces(call: Call) -> Answer:
    """Namespaces, each with its groups."""
    body = _body(call)
    if not isinstance(body, dict) or not all(isinstance(groups, list) for groups in body.values()):
        raise message(400, "unable to parse rules")
    source = _datasource(call)
    for namespace, groups in body.items():
        for group in groups:
            _convert_group(call, str(namespace), group, source)
    return Answer(202, _DONE)


def post_group(call: Call) -> Answer:
    """One group of a namespace."""
    _convert_group(call, call.path["namespace"], _body(call), _datasource(call))
    return Answer(202, _DONE)


def _body(call: Call) -> Any:
    if "json" in call.headers.get("Content-Type", ""):
        return parse_json(call.raw)
    try:
        return yaml.load(call.raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        raise message(400, "unable to parse rules") from None


def _datasource(call: Call) -> str:
    uid = call.headers.get(DATASOURCE_HEADER, "")
    if not uid:
        text = f"Missing datasource UID header: {DATASOURCE_HEADER}"
        raise known_error(400, "alerting.datasourceUIDHeaderMissing", text)
    if call.shelf.get("datasource", uid) is None:
        raise message(404, "data source not found")
    return uid


def _convert_group(call: Call, namespace: str, group: Any, source: str) -> None:
    if (
        not isinstance(group, dict)
        or not isinstance(group.get("name"), str)
        or not isinstance(group.get("rules"), list)
    ):
        raise message(400, "unable to parse rules")
    interval = read_duration(str(group["interval"])) // 1000 if group.get("interval") else DEFAULT_INTERVAL
    folder = _folder(call, namespace)
    name = group["name"]
    rules = [_rule(call, folder, name, place, rule, source) for place, rule in enumerate(group["rules"])]
    stored = replace_group(call, folder, name, interval, rules, PROVENANCE)
    for kept, rule in zip(stored, group["rules"], strict=False):
        call.shelf.put("rule", kept["uid"], {**kept, "original": rule}, parent=folder)


def _folder(call: Call, title: str) -> str:
    """The folder in the root that has the namespace's name; created where there is none."""
    for folder in call.shelf.list("folder", ""):
        if folder["title"] == title:
            return str(folder["uid"])
    return str(create_folder(call, f"alerting-{new_uid()[1:]}", title, "", "")["uid"])


def _rule(call: Call, folder: str, group: str, place: int, rule: Any, source: str) -> Document:
    if not isinstance(rule, dict) or not isinstance(rule.get("expr"), str):
        raise message(400, "unable to parse rules")
    try:
        labels, annotations = string_map(rule.get("labels")) or {}, string_map(rule.get("annotations")) or {}
        pending, keep = canonical(str(rule.get("for", "0s"))), canonical(str(rule.get("keep_firing_for", "0s")))
    except RefusalError:
        raise message(400, "unable to parse rules") from None
    is_alert = "alert" in rule
    title = rule.get("alert") if is_alert else rule.get("record")
    key = f"{call.org}|{folder}|{group}|{place}"
    return {
        "id": 0,
        "uid": str(uuid.uuid5(uuid.NAMESPACE_OID, key)),
        "title": str(title or ""),
        "condition": "threshold" if is_alert else "query",
        "data": _queries(rule["expr"], source) if is_alert else [_query(rule["expr"], source)],
        "noDataState": "OK",
        "execErrState": "OK",
        "for": pending,
        "keep_firing_for": keep,
        "annotations": annotations,
        "labels": {**labels, LABEL: "true"},
        "isPaused": False,
        "notification_settings": None,
        "record": None if is_alert else {"metric": str(title or ""), "from": "query"},
        "missingSeriesEvalsToResolve": 1 if is_alert else None,
    }


def _query(expr: str, source: str) -> Document:
    model = {
        "datasource": {"type": "prometheus", "uid": source},
        "expr": expr,
        "instant": True,
        "range": False,
        "refId": "query",
    }
    span = {"from": RANGE_SECONDS + OFFSET_SECONDS, "to": OFFSET_SECONDS}
    head = {"refId": "query", "queryType": "prometheus", "relativeTimeRange": span}
    return {**head, "datasourceUid": source, "model": model}


def _queries(expr: str, source: str) -> list[Document]:
    """The query, a check that there is a value, and a threshold on that check."""
    math = {"expression": "is_number($query) || is_nan($query) || is_inf($query)"}
    threshold = {"conditions": [{"evaluator": {"params": [0], "type": "gt"}}], "expression": "prometheus_math"}
    nodes = (("prometheus_math", "math", math), ("threshold", "threshold", threshold))
    expressions = [
        {
            "refId": ref,
            "queryType": kind,
            "relativeTimeRange": {"from": 0, "to": 0},
            "datasourceUid": "__expr__",
            "model": {**model, "datasource": _EXPRESSION_SOURCE, "refId": ref, "type": kind},
        }
        for ref, kind, model in nodes
    ]
    return [_query(expr, source), *expressions]


def get_namespaces(call: Call) -> Answer:
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in all_rules(call.shelf):
        folder = call.shelf.get("folder", rule["folderUID"])
        if "original" not in rule or folder is None:
            continue
        groups = found.setdefault(title_path(call.shelf, folder, not call.version.unified_storage), [])
        if not groups or groups[-1]["name"] != rule["ruleGroup"]:
            interval = write_duration(rule["interval"] * 1000)
            groups.append({"name": rule["ruleGroup"], "interval": interval, "rules": []})
        groups[-1]["rules"].append(rule["original"])
    return Answer(200, text=to_yaml(found), content_type="text/yaml")


def delete_namespace(call: Call) -> Answer:
    """The converted rules of a namespace, or of one group of it."""
    group = call.path.get("group")
    for folder in call.shelf.list("folder", ""):
        if folder["title"] != call.path["namespace"]:
            continue
        for rule in call.shelf.list("rule", folder["uid"]):
            if "original" in rule and group in (None, rule["ruleGroup"]):
                delete_rule(call.shelf, rule["uid"])
    return Answer(202, _DONE)


_BASE = "/api/convert/prometheus/config/v1/rules"
ROUTES = (
    Route("GET", _BASE, get_namespaces, READ),
    Route("POST", _BASE, post_namespaces, WRITE),
    Route("POST", f"{_BASE}/<namespace>", post_group, WRITE),
    Route("DELETE", f"{_BASE}/<namespace>", delete_namespace, WRITE),
    Route("DELETE", f"{_BASE}/<namespace>/<group>", delete_namespace, WRITE),
)
