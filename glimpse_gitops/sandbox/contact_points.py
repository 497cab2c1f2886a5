"""`/api/v1/provisioning/contact-points`: one integration at a time."""

from __future__ import annotations

from typing import Any

from .answer import Answer, RefusalError, known_error, message
from .call import Call, Route
from .contact_point_store import REDACTED, integrations, rename_references, routes_name, show
from .integration_settings import settings_fault
from .integrations import SECRETS, at_path, secret_paths, with_value
from .names import MAX_UID, is_legal_uid, new_uid
from .needs import all_of, any_of
from .shape import fields
from .store import Document

READ = any_of(
    "alert.provisioning:read",
    "alert.notifications.provisioning:read",
    "alert.provisioning.secrets:read",
    "alert.notifications:read",
)
WRITE = any_of(
    "alert.provisioning:write",
    "alert.notifications.provisioning:write",
    all_of("alert.notifications:write", "alert.provisioning.provenance:write"),
)


def list_contact_points(call: Call) -> Answer:
    name = call.argument("name")
    return Answer(200, [show(call, item) for item in integrations(call) if not name or item["name"] == name])


def post_contact_point(call: Call) -> Answer:
    item = _read(call)
    _check_uid(item["uid"])
    check_integration(call, item)
    taken = call.shelf.get("integration", item["uid"]) if item["uid"] else None
    if taken is not None:
        text = (
            f"Receiver configuration with UID '{item['uid']}' already exists in contact point '{taken['name']}'. "
            "Please use unique identifiers for receivers across all contact points."
        )
        extra = {"Name": taken["name"], "UID": item["uid"]}
        raise known_error(409, "alerting.notifications.contact-points.uidInUse", text, extra)
    item["uid"] = item["uid"] or new_uid()
    item["provenance"] = call.provenance
    call.shelf.put("integration", item["uid"], item)
    shown = {**show(call, item), "settings": _settings_of_reply(call, item)}
    shown.pop("provenance", None)
    return Answer(202, shown)


def _settings_of_reply(call: Call, item: Document) -> dict[str, Any]:
    """The reply to a POST moves nested secrets to dotted keys at the top."""
    settings: Document = item["settings"]
    for path in secret_paths(item["type"], call.version.hmac_secret_hidden):
        if at_path(settings, path) not in (None, ""):
            settings = {**with_value(settings, path, None), path: REDACTED}
    return settings


def put_contact_point(call: Call) -> Answer:
    """Replaces an integration; `[REDACTED]` keeps a secret, but only at the top of the settings."""
    uid = call.path["uid"]
    item = {**_read(call), "uid": uid}
    stored = call.shelf.get("integration", uid)
    if stored is None:
        raise message(404, f"object not found: contact point with uid '{uid}' not found")
    for path in SECRETS.get(item["type"], ()):
        if item["settings"] is not None and "." not in path and item["settings"].get(path) == REDACTED:
            item["settings"] = with_value(item["settings"], path, stored["settings"].get(path))
    if item["settings"] is None:
        raise _invalid("settings should not be empty")
    check_integration(call, item)
    if stored["provenance"] not in ("", call.provenance):
        raise message(500, f"cannot change provenance from '{stored['provenance']}' to '{call.provenance}'")
    item["provenance"] = call.provenance
    call.shelf.put("integration", uid, item)
    others = {other["name"] for other in call.shelf.list("integration") if other["uid"] != uid}
    if item["name"] != stored["name"] and stored["name"] not in others:
        rename_references(call.shelf, stored["name"], item["name"])
    return Answer(202, {"message": "contactpoint updated"})


def delete_contact_point(call: Call) -> Answer:
    """Also 202 when there is none; the last integration of a contact point in use stays."""
    stored = call.shelf.get("integration", call.path["uid"])
    if stored is not None:
        siblings = [item for item in call.shelf.list("integration") if item["name"] == stored["name"]]
        if len(siblings) == 1:
            _check_unused(call, stored["name"])
        call.shelf.delete("integration", stored["uid"])
    return Answer(202, {"message": "contactpoint deleted"})


def _check_unused(call: Call, name: str) -> None:
    policy = call.shelf.get("policy", "tree")
    if policy is not None and routes_name(policy["tree"], name):
        text = "Contact point is currently referenced by a notification policy."
        raise known_error(409, "alerting.notifications.contact-points.referenced", text)
    for rule in call.shelf.list("rule"):
        settings = rule["notification_settings"]
        if settings is not None and settings["receiver"] == name:
            text = "Contact point is currently used in the notification settings of one or many alert rules."
            raise known_error(409, "alerting.notifications.contact-points.used-by-rule", text)


def _read(call: Call) -> Document:
    return fields(call.json(), uid=str, name=str, type=str, settings=dict, disableResolveMessage=bool)


def _check_uid(uid: str) -> None:
    if not is_legal_uid(uid):
        why = "invalid format of UID. Only letters, numbers, '-' and '_' are allowed"
    elif len(uid) > MAX_UID:
        why = f"UID is longer than {MAX_UID} symbols"
    else:
        return
    raise message(400, f"invalid object specification\ncannot create contact point with UID '{uid}': {why}")


def check_integration(call: Call, item: Document) -> None:
    """Refuses an integration that could not send."""
    version = call.version
    if not item["name"] and version.contact_point_name_required:
        raise _invalid("name is required")
    if item["settings"] is None:
        text = "Internal Server Error - please inspect Grafana server log for details"
        raise RefusalError(500, {"error": "Server Error", "message": text})
    if not item["type"]:
        raise _invalid(version.empty_integration)
    if item["type"] not in SECRETS:
        parts = {"name": item["name"], "uid": item["uid"], "type": item["type"]}
        text = version.unknown_integration
        for key, value in parts.items():
            text = text.replace(f"{{{key}}}", value)
        raise _invalid(text)
    fault = settings_fault(item["type"], item["settings"])
    if fault is not None:
        raise _invalid(integration_fault(item, fault))


def integration_fault(item: Document, fault: str) -> str:
    name = f'"{item["name"]}" (UID {item["uid"]}) of type "{item["type"]}"'
    return f"failed to validate integration {name}: {fault}"


def _invalid(text: str) -> RefusalError:
    return message(400, f"invalid object specification: {text}")


_PATH = "/api/v1/provisioning/contact-points"
ROUTES = (
    Route("GET", _PATH, list_contact_points, READ),
    Route("POST", _PATH, post_contact_point, WRITE),
    Route("PUT", f"{_PATH}/<uid>", put_contact_point, WRITE),
    Route("DELETE", f"{_PATH}/<uid>", delete_contact_point, WRITE),
)
