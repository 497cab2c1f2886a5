"""`/api/v1/provisioning/mute-timings`: named time intervals."""

from __future__ import annotations

import json
from typing import Any

from .answer import Answer, RefusalError, bad_request, known_error
from .call import Call, Route
from .contact_points import READ, WRITE
from .names import fnv64
from .policies import check_relaxed, policy
from .policy_tree import names_timing
from .shape import fields
from .store import Document
from .time_intervals import read_intervals


def list_timings(call: Call) -> Answer:
    found = sorted(call.shelf.list("mute-timing"), key=lambda timing: str(timing["name"]))
    return Answer(200, [_shown(timing) for timing in found])


def get_timing(call: Call) -> Answer:
    return Answer(200, _shown(_find(call, call.path["name"])))


def post_timing(call: Call) -> Answer:
    timing, _ = _read(call)
    if call.shelf.get("mute-timing", timing["name"]) is not None:
        text = "Time interval with this name already exists. Use a different name or update existing one."
        raise known_error(400, "alerting.notifications.time-intervals.nameExists", text)
    timing["provenance"] = call.provenance
    call.shelf.put("mute-timing", timing["name"], timing)
    return Answer(201, _shown(timing))


def put_timing(call: Call) -> Answer:
    """Goes by the name in the body; a rename is therefore a timing that does not exist."""
    timing, known = _read(call)
    stored = _find(call, timing["name"])
    check_relaxed(stored["provenance"], call.provenance)
    if known and known != _version(stored):
        raise conflict()
    timing["provenance"] = call.provenance
    call.shelf.put("mute-timing", timing["name"], timing)
    return Answer(202, _shown(timing))


def delete_timing(call: Call) -> Answer:
    """Also 204 when there is none; one in use stays."""
    name = call.path["name"]
    stored = call.shelf.get("mute-timing", name)
    if stored is None:
        return Answer(204)
    check_relaxed(stored["provenance"], call.provenance)
    known = call.argument("version")
    if known and known != _version(stored):
        raise conflict()
    used = _uses(call, name)
    if used:
        raise known_error(409, "alerting.notifications.time-intervals.used", "Conflict", used)
    call.shelf.delete("mute-timing", name)
    return Answer(204)


def _uses(call: Call, name: str) -> dict[str, Any]:
    used: dict[str, Any] = {}
    if names_timing(policy(call)["tree"], name):
        used["UsedByRoutes"] = True
    rules = [rule["uid"] for rule in call.shelf.list("rule") if _rule_names(rule, name)]
    if rules:
        used["UsedByRules"] = sorted(rules)
    return used


def _rule_names(rule: Document, name: str) -> bool:
    settings = rule["notification_settings"] or {}
    return name in settings.get("mute_time_intervals", ()) or name in settings.get("active_time_intervals", ())


def conflict() -> RefusalError:
    return known_error(409, "alerting.notifications.conflict", "Conflict")


def _find(call: Call, name: str) -> Document:
    timing = call.shelf.get("mute-timing", name)
    if timing is None:
        raise known_error(404, "alerting.notifications.time-intervals.notFound", "NotFound")
    return timing


def _read(call: Call) -> tuple[Document, str]:
    """The timing of the body, and the version that it claims to know."""
    body = call.json()
    given = fields(body, name=str, version=str)
    timing: Document = {"name": given["name"], "time_intervals": read_intervals(body.get("time_intervals"))}
    if not timing["name"]:
        raise bad_request()
    return timing, given["version"]


def _version(timing: Document) -> str:
    return fnv64(json.dumps([timing["name"], timing["time_intervals"]], sort_keys=True).encode())


def _shown(timing: Document) -> dict[str, Any]:
    shown = {"name": timing["name"], "time_intervals": timing["time_intervals"], "version": _version(timing)}
    if timing["provenance"]:
        shown["provenance"] = timing["provenance"]
    return shown


_PATH = "/api/v1/provisioning/mute-timings"
ROUTES = (
    Route("GET", _PATH, list_timings, READ),
    Route("POST", _PATH, post_timing, WRITE),
    Route("GET", f"{_PATH}/<name>", get_timing, READ),
    Route("PUT", f"{_PATH}/<name>", put_timing, WRITE),
    Route("DELETE", f"{_PATH}/<name>", delete_timing, WRITE),
)
