"""`/api/ruler/grafana/api/v1/rules`: every rule with its content, in one listing; `ruler_write` has the writes."""

from __future__ import annotations

from typing import Any

from .answer import Answer, message
from .call import Call, Route
from .durations import write_duration
from .folder_tree import title_path
from .needs import access_denied, all_of, one
from .rule_store import all_rules
from .store import Document

READ = one("alert.rules:read")


def list_all(call: Call) -> Answer:
    """Groups by the title path of their folder; of each folder that the caller may read."""
    found: dict[str, list[dict[str, Any]]] = {}
    for folder in call.shelf.list("folder"):
        if _may_read(call, folder):
            groups = _groups(call, folder)
            if groups:
                found.setdefault(title_path(call.shelf, folder, not call.version.unified_storage), []).extend(groups)
    return Answer(200, found)


def list_folder(call: Call) -> Answer:
    folder = _folder(call)
    groups = _groups(call, folder)
    return Answer(202, {title_path(call.shelf, folder, not call.version.unified_storage): groups} if groups else {})


def get_group(call: Call) -> Answer:
    for group in _groups(call, _folder(call)):
        if group["name"] == call.path["group"]:
            return Answer(202, group)
    raise message(404, "rule group does not exist")


def _folder(call: Call) -> Document:
    folder = call.shelf.get("folder", call.path["folder"])
    if folder is None:
        raise message(403, "Access denied")
    if not _may_read(call, folder):
        raise access_denied(all_of("alert.rules:read", "folders:read"))
    return folder


def _may_read(call: Call, folder: Document) -> bool:
    """Rules are read with the right to read their folder."""
    return all(call.access.can_on_folder(action, folder["uid"]) for action in ("alert.rules:read", "folders:read"))


def _groups(call: Call, folder: Document) -> list[dict[str, Any]]:
    grouped: dict[str, list[Document]] = {}
    for rule in all_rules(call.shelf, folder["uid"]):
        grouped.setdefault(rule["ruleGroup"], []).append(rule)
    return [
        {
            "name": name,
            "interval": write_duration(rules[0]["interval"] * 1000),
            "rules": [_shown(call, rule) for rule in rules],
        }
        for name, rules in grouped.items()
    ]


def _shown(call: Call, rule: Document) -> dict[str, Any]:
    shown: dict[str, Any] = {"expr": "", "for": rule["for"], "grafana_alert": _grafana_alert(call, rule)}
    if call.version.rule_keeps_firing:
        shown["keep_firing_for"] = rule["keep_firing_for"]
    for key in ("labels", "annotations"):
        if rule[key]:
            shown[key] = rule[key]
    return shown


def _grafana_alert(call: Call, rule: Document) -> dict[str, Any]:
    settings = {"simplified_query_and_expressions_section": False, "simplified_notifications_section": False}
    alert = {
        "title": rule["title"],
        "condition": rule["condition"],
        "data": rule["data"],
        "updated": rule["updated"],
        "updated_by": {"uid": rule["by"]["uid"], "name": rule["by"]["name"]},
        "intervalSeconds": rule["interval"],
        "version": rule["version"],
        "uid": rule["uid"],
        "namespace_uid": rule["folderUID"],
        "rule_group": rule["ruleGroup"],
        "no_data_state": rule["noDataState"],
        "exec_err_state": rule["execErrState"],
        "is_paused": rule["isPaused"],
        "metadata": {"editor_settings": settings},
    }
    for key in ("provenance", "notification_settings", "record"):
        if rule[key]:
            alert[key] = rule[key]
    if call.version.rule_keeps_firing:
        alert["guid"] = rule["guid"]
        if rule["missingSeriesEvalsToResolve"] is not None:
            alert["missing_series_evals_to_resolve"] = rule["missingSeriesEvalsToResolve"]
    return alert


_BASE = "/api/ruler/grafana/api/v1/rules"
ROUTES = (
    Route("GET", _BASE, list_all, READ),
    Route("GET", f"{_BASE}/<folder>", list_folder, READ),
    Route("GET", f"{_BASE}/<folder>/<group>", get_group, READ),
)
