"""Alert rules as they are stored: a group is what its rules say that they belong to."""

from __future__ import annotations

import hashlib
import json

from .answer import RefusalError, known_error, message
from .call import Call
from .folder_tree import person
from .names import new_guid, new_uid, now
from .rule_validation import check_stored
from .rule_wire import stored_queries
from .store import Document, Shelf

_TITLE_CONFLICT = "alerting.alert-rule.conflict"


def all_rules(shelf: Shelf, folder: str | None = None) -> list[Document]:
    """Rules by folder, group and place in the group."""
    return sorted(shelf.list("rule", folder), key=_place)


def _place(rule: Document) -> tuple[str, str, int, int]:
    return rule["folderUID"], rule["ruleGroup"], rule["index"], rule["id"]


def group_rules(shelf: Shelf, folder: str, group: str) -> list[Document]:
    return [rule for rule in all_rules(shelf, folder) if rule["ruleGroup"] == group]


def missing_group() -> RefusalError:
    return known_error(404, "alerting.alert-rule.notFound", "NotFound")


def check_provenance(stored: str, given: str, operation: str, to_nobody: bool = True) -> None:
    """Rules change hands only from nobody's, or back to nobody's from the API."""
    if stored in ("", given) or (to_nobody and given == "" and stored in ("api", "converted_prometheus")):
        return
    extra = {"Operation": operation, "ProvidedProvenance": given, "StoredProvenance": stored}
    text = f"cannot {operation} with provided provenance '{given}', needs '{stored}'"
    raise known_error(409, "alerting.provenanceMismatch", text, extra)


def store_rule(
    call: Call,
    rule: Document,
    existing: Document | None,
    interval: int,
    index: int,
    single: bool = False,
    title_checked: bool = False,
) -> Document:
    """Checks and stores one rule; gives it back as it was stored. A group keeps what its rules leave empty."""
    version = call.version
    stored = dict(rule)
    if existing is not None and not single:
        _keep_what_is_empty(stored, existing)
    action = "insert" if existing is None else "update"
    check_stored(stored, version, "" if single else action)
    if stored["record"] is not None:
        _blank_for_recording(stored)
    stored["data"] = stored_queries(stored["data"])
    stored["uid"] = stored["uid"] or new_uid()
    if version.rule_titles_unique and not title_checked:
        _check_title(call, stored, action)
    stored.update(
        id=existing["id"] if existing else call.store.next_number("rule"),
        orgID=call.org,
        interval=interval,
        index=index,
        version=existing["version"] + 1 if existing else 1,
        guid=existing["guid"] if existing else new_guid(),
        updated=now(),
        by=person(call),
    )
    stored["print"] = _fingerprint(stored, by_place=version.role_grants_lag)
    if existing is not None and existing["print"] != stored["print"]:
        call.shelf.delete("rule-state", stored["uid"])
    call.shelf.put("rule", stored["uid"], stored, parent=stored["folderUID"])
    return stored


def delete_rule(shelf: Shelf, uid: str) -> None:
    shelf.delete("rule", uid)
    shelf.delete("rule-state", uid)


def _keep_what_is_empty(rule: Document, existing: Document) -> None:
    """Of an existing rule, these are kept where the body leaves them empty."""
    rule["title"] = rule["title"] or existing["title"]
    if not rule["condition"] or not rule["data"]:
        rule["condition"], rule["data"] = existing["condition"], existing["data"]
    if rule["record"] is None:
        rule["noDataState"] = rule["noDataState"] or existing["noDataState"]
        rule["execErrState"] = rule["execErrState"] or existing["execErrState"]


def _blank_for_recording(rule: Document) -> None:
    rule.update(
        noDataState="",
        execErrState="",
        condition="",
        keep_firing_for="0s",
        notification_settings=None,
        missingSeriesEvalsToResolve=None,
    )
    rule["for"] = "0s"


def _check_title(call: Call, rule: Document, action: str) -> None:
    """On versions that want titles unique within a folder."""
    for other in call.shelf.list("rule", rule["folderUID"]):
        if other["title"] == rule["title"] and other["uid"] != rule["uid"]:
            text = f"failed to {action} alert rules: [{_TITLE_CONFLICT}] {_conflict(rule, other)}"
            raise message(400, text)


def check_titles(call: Call, folder: str, rules: list[Document]) -> None:
    """The same for all rules of a group as the ruler takes them, which may exchange their titles."""
    written = {rule["uid"] for rule in rules}
    others = [rule for rule in call.shelf.list("rule", folder) if rule["uid"] not in written]
    for position, rule in enumerate(rules):
        for other in (*others, *rules[:position]):
            if other["title"] == rule["title"]:
                here = {"folderUID": folder}
                raise known_error(409, _TITLE_CONFLICT, _conflict(rule | here, other | here))


def _conflict(rule: Document, other: Document) -> str:
    ours, theirs = (
        f"[rule_uid: '{one['uid']}', title: '{one['title']}', namespace_uid: '{one['folderUID']}']"
        for one in (rule, other)
    )
    why = "rule title under the same organisation and folder should be unique"
    return f"alert rule {ours} conflicts with existing {theirs}: {why}"


def _fingerprint(rule: Document, by_place: bool) -> str:
    """What resets the state of a firing rule when it changes."""
    linked = [rule["annotations"].get(key, "") for key in ("__dashboardUid__", "__panelId__")]
    parts = [rule[key] for key in ("title", "labels", "for", "data", "condition", "noDataState", "execErrState")]
    place = rule["index"] if by_place else 0
    whole = json.dumps([parts, linked, rule["ruleGroup"], rule["folderUID"], place], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
