"""`/api/v1/provisioning/folder/<uid>/rule-groups`: rule groups, replaced as a whole."""

from __future__ import annotations

from collections.abc import Container

from .answer import Answer, message
from .call import Call, Route
from .needs import access_denied, all_of, any_of
from .rule_store import (
    check_provenance,
    delete_rule,
    group_rules,
    missing_group,
    store_rule,
)
from .rule_validation import check_annotations, check_interval, check_notification, check_uid, invalid
from .rule_wire import read_rule, show_rule
from .shape import fields
from .store import Document

READ = any_of(
    "alert.provisioning:read",
    "alert.rules.provisioning:read",
    "alert.provisioning.secrets:read",
    all_of("alert.rules:read", "folders:read"),
)
WRITE = any_of(
    "alert.provisioning:write",
    "alert.rules.provisioning:write",
    all_of(
        "alert.rules:read",
        "folders:read",
        "alert.provisioning.provenance:write",
        any_of("alert.rules:write", "alert.rules:create", "alert.rules:delete"),
    ),
)


def get_group(call: Call) -> Answer:
    folder, group = call.path["folder"], call.path["group"]
    rules = group_rules(call.shelf, folder, group)
    if not rules:
        raise missing_group()
    shown = [show_rule(rule, call.version, with_provenance=False) for rule in rules]
    return Answer(200, {"title": group, "folderUid": folder, "interval": rules[0]["interval"], "rules": shown})


def put_group(call: Call) -> Answer:
    """Replaces the group's rules; without rules it only changes the interval. Answers with what was sent."""
    folder, group = call.path["folder"], call.path["group"]
    body = call.json()
    given = fields(body, interval=int, rules=list)
    rules = [read_rule(rule, call.version) for rule in given["rules"] or []]
    replace_group(call, folder, group, given["interval"], rules, call.provenance)
    echo = None if given["rules"] is None else [show_rule(rule, call.version) for rule in rules]
    return Answer(200, {"title": group, "folderUid": folder, "interval": given["interval"], "rules": echo})


def replace_group(
    call: Call, folder: str, group: str, interval: int, rules: list[Document], provenance: str
) -> list[Document]:
    """Makes a group hold exactly these rules, moving here those that live elsewhere; gives what was stored."""
    check_interval(interval)
    if call.version.rule_folder_checked and call.shelf.get("folder", folder) is None:
        raise invalid("folder does not exist")
    _check_rights(call, folder)
    for rule in rules:
        if rule["uid"]:
            check_uid(rule["uid"])
    for rule in rules:
        check_annotations(rule)
        check_notification(call, rule)
    existing = {rule["uid"]: rule for rule in call.shelf.list("rule")}
    _check_repeated_uids(rules, existing)
    here = group_rules(call.shelf, folder, group)
    if not rules:
        return [_store_unchanged(call, rule, interval, provenance) for rule in here]
    kept = {rule["uid"] for rule in rules}
    for rule in here:
        if rule["uid"] not in kept:
            check_provenance(rule["provenance"], provenance, "delete")
            delete_rule(call.shelf, rule["uid"])
    stored = []
    for index, rule in enumerate(rules, start=1):
        placed = {**rule, "folderUID": folder, "ruleGroup": group, "provenance": provenance}
        before = existing.get(rule["uid"])
        if before is not None:
            check_provenance(before["provenance"], provenance, "update")
        stored.append(store_rule(call, placed, before, interval, index))
    return stored


def _store_unchanged(call: Call, rule: Document, interval: int, provenance: str) -> Document:
    check_provenance(rule["provenance"], provenance, "update")
    if rule["interval"] == interval:
        return rule
    return store_rule(call, {**rule, "provenance": provenance}, rule, interval, rule["index"])


def _check_rights(call: Call, folder: str) -> None:
    """Those without the provisioning right need rights in the folder; fresh role grants may lag."""
    lagging = call.version.role_grants_lag and call.identity.role != "Admin"
    if lagging and call.shelf.get("folder", folder) and not call.access.can_on_folder("folders:read", folder):
        raise access_denied(WRITE)


def _check_repeated_uids(rules: list[Document], existing: Container[str]) -> None:
    seen: set[str] = set()
    for rule in rules:
        uid = rule["uid"]
        if uid and uid in seen:
            action = "update" if uid in existing else "insert"
            text = (
                f"failed to {action} alert rules: version conflict while updating a record in the database "
                f"with optimistic locking: alert rule UID {uid} version 1"
            )
            raise message(409, text)
        seen.add(uid)


def delete_group(call: Call) -> Answer:
    folder, group = call.path["folder"], call.path["group"]
    rules = group_rules(call.shelf, folder, group)
    if not rules:
        raise missing_group()
    for rule in rules:
        check_provenance(rule["provenance"], call.provenance, "delete")
        delete_rule(call.shelf, rule["uid"])
    return Answer(204)


_PATH = "/api/v1/provisioning/folder/<folder>/rule-groups/<group>"
ROUTES = (
    Route("GET", _PATH, get_group, READ),
    Route("PUT", _PATH, put_group, WRITE),
    Route("DELETE", _PATH, delete_group, WRITE),
)
