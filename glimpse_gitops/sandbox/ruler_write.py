"""`POST` and `DELETE` below `/api/ruler/grafana/api/v1/rules`: rules written with the rights of their folder.

What is written so has no provenance, and what has one is left alone.
"""

from __future__ import annotations

from typing import Any

from .answer import Answer, RefusalError, bad_request, known_error, message
from .call import Call, Route
from .durations import read_duration
from .needs import access_denied, all_of, any_of
from .rule_store import all_rules, check_titles, delete_rule, group_rules, store_rule
from .rule_validation import BASE_INTERVAL, check_annotations, check_notification, check_uid
from .rule_wire import read_rule
from .shape import fields
from .store import Document

WRITE = all_of(
    "alert.rules:read", "folders:read", any_of("alert.rules:write", "alert.rules:create", "alert.rules:delete")
)
DELETE = all_of("alert.rules:delete", "alert.rules:read", "folders:read")
_EXPRESSIONS = ("__expr__", "-100")
_FAILED = "failed to update rule group: "
_PROVISIONED = "request affects resources created via provisioning API"


def post_group(call: Call) -> Answer:
    """Makes a group hold exactly these rules; without rules it is deleted."""
    folder = call.path["folder"]
    _check_folder(call, folder, "alert.rules:create")
    given = fields(call.json(), name=str, interval=str, rules=list)
    group, interval = given["name"], _interval(given["interval"])
    existing = {rule["uid"]: rule for rule in call.shelf.list("rule")}
    rules = [_read(call, body, existing, position) for position, body in enumerate(given["rules"] or [])]
    _check_repeated(rules)
    here = group_rules(call.shelf, folder, group)
    moved = [existing[rule["uid"]] for rule in rules if rule["uid"] in existing]
    for touched in (*here, *moved):
        _check_unlocked(call, touched)
    for rule in rules:
        _check_queries(call, rule, "update" if rule["uid"] in existing else "create a new")
    if call.version.rule_titles_unique:
        check_titles(call, folder, rules)
    kept = {rule["uid"] for rule in rules}
    deleted = [rule["uid"] for rule in here if rule["uid"] not in kept]
    for uid in deleted:
        delete_rule(call.shelf, uid)
    said: dict[str, Any] = {"message": "rule group updated successfully"}
    for index, rule in enumerate(rules, start=1):
        before = existing.get(rule["uid"])
        placed = {**rule, "folderUID": folder, "ruleGroup": group, "provenance": ""}
        stored = store_rule(call, placed, before, interval, index, title_checked=True)
        said.setdefault("updated" if before else "created", []).append(stored["uid"])
    return Answer(202, said | ({"deleted": deleted} if deleted else {}))


def delete_group(call: Call) -> Answer:
    """A group that is not there is deleted as well."""
    folder = call.path["folder"]
    _check_folder(call, folder, "alert.rules:delete")
    rules = group_rules(call.shelf, folder, call.path["group"])
    if any(rule["provenance"] for rule in rules):
        raise message(400, f"failed to delete rule group: {_PROVISIONED}")
    queried = {uid for rule in rules for uid in _queried(rule)}
    if not call.version.ruler_is_lenient and not all(map(call.access.can_query, queried)):
        raise known_error(
            403, "alerting.unauthorized", "user is not authorized to delete any existing rules in the namespace"
        )
    for rule in rules:
        delete_rule(call.shelf, rule["uid"])
    return Answer(202, {"message": "rules deleted"})


def _check_folder(call: Call, folder: str, action: str) -> None:
    needed = (action, "alert.rules:read", "folders:read")
    if call.shelf.get("folder", folder) is None or not all(call.access.can_on_folder(one, folder) for one in needed):
        raise access_denied(DELETE if action == "alert.rules:delete" else WRITE)


def _interval(text: str) -> int:
    seconds = read_duration(text) // 1000
    if seconds <= 0 or seconds % BASE_INTERVAL:
        raise message(
            400,
            f"rule evaluation interval ({seconds} second) should be positive number that is multiple of the base "
            f"interval of {BASE_INTERVAL} seconds",
        )
    return seconds


def _read(call: Call, body: Any, existing: dict[str, Document], position: int) -> Document:
    """A rule of the body; what it leaves out stays as it is in a rule that is there."""
    if not isinstance(body, dict) or not isinstance(body.get("grafana_alert"), dict):
        raise bad_request()
    alert = body["grafana_alert"]
    before = existing.get(alert.get("uid") or "")
    if alert.get("record") and not call.version.ruler_is_lenient:
        text = "invalid alert rule: recording rules cannot be created on this instance"
        raise message(400, f"invalid rule specification at index [{position}]: {text}")
    given = {
        "uid": alert.get("uid"),
        "title": alert.get("title"),
        "condition": alert.get("condition"),
        "data": alert.get("data"),
        "noDataState": alert.get("no_data_state"),
        "execErrState": alert.get("exec_err_state"),
        "labels": body.get("labels"),
        "annotations": body.get("annotations"),
        "notification_settings": alert.get("notification_settings"),
        "record": alert.get("record"),
    }
    kept = {
        "for": body.get("for"),
        "isPaused": alert.get("is_paused"),
        "keep_firing_for": body.get("keep_firing_for"),
        "missingSeriesEvalsToResolve": alert.get("missing_series_evals_to_resolve"),
    }
    if before is None and call.version.rule_keeps_firing:
        _check_complete(kept)
    stays = {key: before[key] for key, value in kept.items() if before is not None and value is None}
    rule = read_rule(given | {key: value for key, value in kept.items() if value is not None}, call.version) | stays
    rule["missingSeriesEvalsToResolve"] = rule["missingSeriesEvalsToResolve"] or None
    check_uid(rule["uid"] or "new")
    check_annotations(rule)
    check_notification(call, rule)
    return rule


def _check_complete(kept: Document) -> None:
    """New rules without these two get a value that the server itself refuses."""
    for key, fault in (
        ("missingSeriesEvalsToResolve", "field `missing_series_evals_to_resolve` must be greater than 0"),
        ("keep_firing_for", "field `keep_firing_for` cannot be negative"),
    ):
        if kept[key] is None:
            raise message(400, f"{_FAILED}failed to add rules: invalid alert rule: {fault}")


def _check_repeated(rules: list[Document]) -> None:
    seen: dict[str, int] = {}
    for position, rule in enumerate(rules):
        uid = rule["uid"]
        if uid in seen:
            text = f"rule [{position}] has UID {uid} that is already assigned to another rule at index {seen[uid]}"
            raise message(400, text)
        if uid:
            seen[uid] = position


def _check_unlocked(call: Call, rule: Document) -> None:
    if any(one["provenance"] for one in all_rules(call.shelf, rule["folderUID"]) if _together(one, rule)):
        place = f"{{orgID: {call.org}, namespaceUID: {rule['folderUID']}, groupName: {rule['ruleGroup']}}}"
        raise message(400, f"{_FAILED}{_PROVISIONED}: alert rule group [{place}]")
    if not call.access.can_on_folder("alert.rules:delete", rule["folderUID"]):
        raise access_denied(WRITE)


def _together(one: Document, other: Document) -> bool:
    return bool(one["ruleGroup"] == other["ruleGroup"])


def _queried(rule: Document) -> list[str]:
    return [node["datasourceUid"] for node in rule["data"] or () if node["datasourceUid"] not in _EXPRESSIONS]


def _check_queries(call: Call, rule: Document, verb: str) -> None:
    for uid in _queried(rule):
        if not call.access.can_query(uid):
            raise _unauthorized(verb, rule["title"], uid)


def _unauthorized(verb: str, title: str, uid: str) -> RefusalError:
    extra = {"permissions": f"action:datasources:query scopes:datasources:uid:{uid}"}
    return known_error(403, "alerting.unauthorized", f"user is not authorized to {verb} alert rule '{title}'", extra)


_BASE = "/api/ruler/grafana/api/v1/rules"
ROUTES = (
    Route("POST", f"{_BASE}/<folder>", post_group, WRITE),
    Route("DELETE", f"{_BASE}/<folder>/<group>", delete_group, DELETE),
)
