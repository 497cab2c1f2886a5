"""`/api/v1/provisioning/alert-rules`: single rules."""

from __future__ import annotations

from .answer import Answer, RefusalError, known_error, message
from .call import Call, Route
from .names import new_uid
from .rule_groups import READ, WRITE
from .rule_store import all_rules, check_provenance, delete_rule, group_rules, store_rule
from .rule_validation import check_annotations, check_interval, check_notification, check_uid, invalid
from .rule_wire import read_rule, show_rule
from .store import Document

DEFAULT_INTERVAL = 60


def list_rules(call: Call) -> Answer:
    return Answer(200, [show_rule(rule, call.version) for rule in all_rules(call.shelf)])


def get_rule(call: Call) -> Answer:
    return Answer(200, show_rule(_find(call), call.version))


def post_rule(call: Call) -> Answer:
    rule = _read(call)
    rule["uid"] = rule["uid"] or new_uid()
    check_uid(rule["uid"], in_group=False)
    if not rule["ruleGroup"] and call.version.rule_folder_checked:
        check_interval(0)
    if call.shelf.get("rule", rule["uid"]) is not None:
        raise _taken(call, rule)
    return Answer(201, show_rule(_store(call, rule, None), call.version))


def _taken(call: Call, rule: Document) -> RefusalError:
    """A POST with the uid of a rule that exists, in the words of the version."""
    uid = rule["uid"]
    if call.version.rule_folder_checked:
        error = "UNIQUE constraint failed: alert_rule.org_id, alert_rule.uid"
        text = f"Failed to save alert rule '{uid}' in organization {call.org} due to conflict: {error}"
        extra: dict[str, object] = {"Error": error, "OrgID": call.org, "RuleUID": uid}
    else:
        error = "rule UID under the same organisation should be unique"
        text = (
            f"alert rule [rule_uid: '{uid}', title: '{rule['title']}', namespace_uid: '{rule['folderUID']}'] "
            f"conflicts with existing [rule_uid: '{uid}', title: '', namespace_uid: '']: {error}"
        )
        extra = {"Error": error}
    return known_error(409, "alerting.alert-rule.conflict", text, extra)


def put_rule(call: Call) -> Answer:
    existing = _find(call)
    rule = _read(call)
    rule["uid"] = existing["uid"]
    if existing["provenance"] not in ("", call.provenance):
        raise message(500, "Internal Server Error")
    return Answer(200, show_rule(_store(call, rule, existing), call.version))


def delete_single(call: Call) -> Answer:
    """Also 204 when there is none."""
    rule = call.shelf.get("rule", call.path["uid"])
    if rule is not None:
        to_nobody = call.version.rule_folder_checked
        check_provenance(rule["provenance"], call.provenance, "delete", to_nobody)
        delete_rule(call.shelf, rule["uid"])
    return Answer(204)


def _find(call: Call) -> Document:
    rule = call.shelf.get("rule", call.path["uid"])
    if rule is None:
        raise RefusalError(404)
    return rule


def _read(call: Call) -> Document:
    rule = read_rule(call.json(), call.version)
    if call.shelf.get("folder", rule["folderUID"]) is None:
        raise invalid("folder does not exist")
    check_annotations(rule)
    check_notification(call, rule)
    rule["provenance"] = call.provenance
    return rule


def _store(call: Call, rule: Document, existing: Document | None) -> Document:
    """In its group, at its end when it is new there."""
    group = group_rules(call.shelf, rule["folderUID"], rule["ruleGroup"])
    interval = group[0]["interval"] if group else DEFAULT_INTERVAL
    stays = existing is not None and any(other["uid"] == existing["uid"] for other in group)
    index = existing["index"] if existing is not None and stays else max((r["index"] for r in group), default=0) + 1
    return store_rule(call, rule, existing, interval, index, single=True)


_PATH = "/api/v1/provisioning/alert-rules"
ROUTES = (
    Route("GET", _PATH, list_rules, READ),
    Route("POST", _PATH, post_rule, WRITE),
    Route("GET", f"{_PATH}/<uid>", get_rule, READ),
    Route("PUT", f"{_PATH}/<uid>", put_rule, WRITE),
    Route("DELETE", f"{_PATH}/<uid>", delete_single, WRITE),
)
