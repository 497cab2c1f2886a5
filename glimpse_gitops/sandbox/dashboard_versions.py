"""`/api/dashboards/uid/<uid>/versions` and `restore`: what a dashboard has been."""

from __future__ import annotations

from typing import Any

from .answer import Answer, RefusalError, message
from .call import Call, Route
from .dashboard_conversion import as_classic
from .dashboards import READ, SAVE, readable_dashboard, save_classic
from .resource import continue_token
from .shape import fields
from .store import Document


def list_versions(call: Call) -> Answer:
    """The newest first. The first save is called `Initial save` here, whatever message it had."""
    head = readable_dashboard(call, call.path["uid"])
    shown = []
    for entry in reversed(call.shelf.list("dashboard-version", head["uid"])):
        version = _shown(call, head, entry)
        version["createdBy"] = entry["by"]["name"]
        if entry["version"] == 1:
            version["message"] = "Initial save"
            if call.version.first_version_without_id:
                del version["data"]["id"]
        shown.append(version)
    limit = call.number("limit", 0)
    if call.version.resource_apis:
        page = shown[:limit] if limit else shown
        token = continue_token(limit, head["stamp"]) if len(page) < len(shown) else ""
        return Answer(200, {"continueToken": token, "versions": page})
    start = call.number("start", 0)
    return Answer(200, {"continueToken": "", "versions": shown[start : start + limit] if limit else shown[start:]})


def get_version(call: Call) -> Answer:
    head = readable_dashboard(call, call.path["uid"])
    return Answer(200, _shown(call, head, _find(call, head, call.path["version"])))


def restore_version(call: Call) -> Answer:
    """Saves an old version as the newest."""
    uid = call.path["uid"]
    if call.version.resource_apis and call.shelf.get("dashboard", uid) is None:
        raise message(404, f'dashboards.dashboard.grafana.app "{uid}" not found')
    head = readable_dashboard(call, uid)
    number = fields(call.json(), version=int)["version"]
    try:
        entry = _find(call, head, str(number))
    except RefusalError:
        raise message(404, "Dashboard not found") from None
    dashboard = {**as_classic(entry["spec"], head["api_version"]), "uid": head["uid"]}
    text = f"Restored from version {number}"
    return Answer(200, save_classic(call, dashboard, head["folder"], text, True, restored_from=number))


def _find(call: Call, head: Document, number: str) -> Document:
    entries = call.shelf.list("dashboard-version", head["uid"])
    found = [entry for entry in entries if str(entry["version"]) == number]
    if found:
        return found[-1]
    if not call.version.resource_apis:
        raise message(404, "Dashboard version not found")
    if not number.isdigit():
        raise message(500, "Internal Server Error")
    raise message(500, f"Dashboard version {number} not found for dashboardId {head['id']}")


def _shown(call: Call, head: Document, entry: Document) -> dict[str, Any]:
    unified, sql_only = call.version.unified_storage, not call.version.resource_apis
    data = {**as_classic(entry["spec"], head["api_version"]), "uid": head["uid"], "version": entry["version"]}
    if sql_only:
        data["id"] = head["id"]
    named = entry["by"]["name"] if not unified or entry["updated"] else "Anonymous"
    return {
        "id": entry["id"] if sql_only else entry["version"],
        "dashboardId": head["id"],
        "uid": head["uid"],
        "parentVersion": entry["version"] - 1,
        "restoredFrom": entry["restored_from"] if sql_only else 0,
        "version": entry["version"],
        "created": entry["created"],
        "message": entry["message"],
        "data": data,
        "createdBy": named,
    }


ROUTES = (
    Route("GET", "/api/dashboards/uid/<uid>/versions", list_versions, READ),
    Route("GET", "/api/dashboards/uid/<uid>/versions/<version>", get_version, READ),
    Route("POST", "/api/dashboards/uid/<uid>/restore", restore_version, SAVE),
)
