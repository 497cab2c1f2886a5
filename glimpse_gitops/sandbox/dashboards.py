"""`/api/dashboards`: the classic dashboard endpoints."""

from __future__ import annotations

import re
from typing import Any

from .access import grant_dashboard_defaults
from .answer import Answer, RefusalError, bad_request, message, reply
from .call import Call, Route
from .dashboard_conversion import as_classic
from .dashboard_store import CLASSIC, Save, save_dashboard, spec_of
from .folder_tree import remove_dashboard
from .names import new_guid, new_uid, uid_fault
from .needs import Need, access_denied, any_of, one
from .shape import fields, is_a
from .slug import slug
from .store import Document

READ, DELETE = one("dashboards:read"), one("dashboards:delete")
SAVE = any_of("dashboards:create", "dashboards:write")
MIN_REFRESH_SECONDS = 5
ROOT = "general"
MAX_TITLE = 5000
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_ALL_ALLOWED = {"canAdd": True, "canEdit": True, "canDelete": True}


def post_dashboard(call: Call) -> Answer:
    body = fields(call.json(), dashboard=object, folderUid=str, message=str, overwrite=bool, isFolder=bool)
    if body["dashboard"] is None:
        raise bad_request()
    if body["isFolder"]:
        raise message(400, "Use folders endpoint for saving folders.")
    dashboard = body["dashboard"] if isinstance(body["dashboard"], dict) else {}
    folder = body["folderUid"]
    if folder == ROOT and call.version.general_folder is not None:
        raise reply(call.version.general_folder)
    saved = save_classic(call, dashboard, "" if folder == ROOT else folder, body["message"], body["overwrite"])
    return Answer(200, {**saved, "folderUid": folder})


def save_classic(
    call: Call, dashboard: Document, folder: str, text: str, overwrite: bool, restored_from: int = 0
) -> dict[str, Any]:
    """Stores a dashboard the way the classic endpoint does, with each of its refusals."""
    uid = dashboard.get("uid")
    uid = uid if isinstance(uid, str) else ""
    _check_content(call, dashboard, uid)
    existing = _existing(call, dashboard, uid)
    uid = uid or (existing["uid"] if existing else "")
    if folder and call.shelf.get("folder", folder) is None:
        raise message(400, "folder not found")
    if existing is not None and existing["file"]:
        raise message(400, "Cannot save provisioned dashboard")
    if call.version.shared_uid_space and uid and call.shelf.get("folder", uid):
        raise reply(call.version.uid_is_a_folder, uid)
    _check_rights(call, existing, folder)
    if existing is not None and not overwrite and dashboard.get("version", 0) != existing["version"]:
        raise message(412, "The dashboard has been changed by someone else", status="version-mismatch")
    uid = uid or (new_guid() if call.version.new_dashboard_uid_is_guid else new_uid())
    spec = {key: value for key, value in dashboard.items() if key not in ("uid", "version", "id")}
    spec["title"] = spec["title"].strip()
    _raise_refresh(spec)
    status = _status_after(existing)
    unchanged = existing is not None and spec == spec_of(call.shelf, uid) and folder == existing["folder"]
    number = dashboard["id"] if existing is None and is_a(dashboard.get("id"), int) else 0
    head, _ = save_dashboard(
        call, Save(uid, spec, folder, text, status=status, restored_from=restored_from, number=number)
    )
    if existing is None:
        grant_dashboard_defaults(call.shelf, call.identity, uid, bool(folder))
    return {
        "folderUid": folder,
        "id": head["id"],
        "slug": slug(head["title"]),
        "status": "success",
        "uid": uid,
        "url": dashboard_url(head),
        "version": head["version"] - int(unchanged and call.version.identical_save_reply_lags),
    }


def _status_after(existing: Document | None) -> dict[str, Any] | None:
    """A classic save over a newer schema leaves the note of the conversion that it read."""
    if existing is None or existing["api_version"] == CLASSIC:
        return None
    return {"conversion": {"failed": False, "storedVersion": existing["api_version"]}}


def _check_content(call: Call, dashboard: Document, uid: str) -> None:
    title = dashboard.get("title")
    if not isinstance(title, str) or not title.strip():
        raise message(400, "Dashboard title cannot be empty", status="empty-name")
    if len(title) > MAX_TITLE:
        text = f"Dashboard title cannot contain more than {MAX_TITLE:,} characters".replace(",", " ")
        raise message(400, text, status="title-too-long")
    fault = uid_fault(uid)
    if fault is not None:
        raise fault
    tags, limit = dashboard.get("tags"), call.version.dashboard_tag_limit
    if limit and isinstance(tags, list) and any(isinstance(tag, str) and len(tag) > limit for tag in tags):
        raise message(400, f"dashboard tag too long, max {limit} characters")


def _existing(call: Call, dashboard: Document, uid: str) -> Document | None:
    """The dashboard that is saved over, found by uid or by number."""
    number = dashboard.get("id")
    found = call.shelf.get("dashboard", uid) if uid else None
    if not is_a(number, int) or number == 0:
        return found
    by_number = [head for head in call.shelf.list("dashboard") if head["id"] == number]
    if not by_number:
        raise message(404, "Dashboard not found", status="not-found")
    if uid and found is None:
        return _under_another_uid(call, by_number[0], uid)
    if len(by_number) > 1:
        text = f"Dashboard API error: unexpected number of dashboards for id {number}. found: 2. desired: 1"
        raise message(500, text)
    if found is not None and found["id"] != number:
        raise message(400, "A dashboard with the same uid already exists")
    return by_number[0]


def _under_another_uid(call: Call, head: Document, uid: str) -> Document | None:
    """A known number with a new uid: the dashboard is renamed, or a second one is made beside it."""
    if not call.version.saving_by_id_renames:
        return None
    old = head["uid"]
    spec, versions = spec_of(call.shelf, old), call.shelf.list("dashboard-version", old)
    access = call.shelf.get("access", f"dashboards:{old}")
    remove_dashboard(call.shelf, old)
    head["uid"] = uid
    call.shelf.put("dashboard", uid, head, head["folder"])
    call.shelf.put("dashboard-spec", uid, spec)
    for entry in versions:
        call.shelf.put("dashboard-version", f"{entry['id']:012d}", entry, parent=uid)
    if access is not None:
        call.shelf.put("access", f"dashboards:{uid}", {**access, "uid": uid})
    return head


def _check_rights(call: Call, existing: Document | None, folder: str) -> None:
    if existing is not None:
        allowed = call.access.can_on_dashboard("dashboards:write", existing)
        if allowed and existing["folder"] != folder:
            allowed = call.access.can_on_folder("dashboards:create", folder)
    else:
        allowed = call.access.can_on_folder("dashboards:create", folder)
    if not allowed:
        if folder:
            raise reply(call.version.other_folder_save)
        raise message(403, "Access denied to save dashboard")


def _raise_refresh(spec: Document) -> None:
    """The server silently raises a refresh that is faster than its minimum, or no duration at all."""
    refresh = spec.get("refresh")
    if isinstance(refresh, str) and refresh not in ("", "auto") and is_too_fast(refresh):
        spec["refresh"] = f"{MIN_REFRESH_SECONDS}s"


def is_too_fast(refresh: str) -> bool:
    match = re.fullmatch(r"(\d{1,9})(ms|[smhdw])", refresh, flags=re.ASCII)
    return match is None or int(match[1]) * _UNITS[match[2]] < MIN_REFRESH_SECONDS


def dashboard_url(head: Document) -> str:
    return f"/d/{head['uid']}/{slug(head['title'])}"


def not_found(call: Call, need: Need) -> RefusalError:
    """To those who may not see everything, a missing dashboard looks different, or forbidden."""
    if call.identity.role == "Admin":
        return message(404, "Dashboard not found")
    if not call.version.resource_apis:
        return access_denied(need)
    return message(404, "Dashboard not found", title="Not found")


def readable_dashboard(call: Call, uid: str) -> Document:
    """The head of a dashboard, or the refusal that hides it."""
    head = call.shelf.get("dashboard", uid)
    if head is None:
        raise not_found(call, READ)
    if not call.access.can_on_dashboard("dashboards:read", head):
        raise access_denied(READ)
    return head


def get_dashboard(call: Call) -> Answer:
    head = readable_dashboard(call, call.path["uid"])
    spec = as_classic(spec_of(call.shelf, head["uid"]), head["api_version"])
    dashboard = {**spec, "id": head["id"], "uid": head["uid"], "version": head["version"]}
    return Answer(200, {"meta": _meta(call, head), "dashboard": dashboard})


def _meta(call: Call, head: Document) -> dict[str, Any]:
    access = call.access
    can_write = access.can_on_dashboard("dashboards:write", head)
    creator, editor = people(call, head)
    folder = call.shelf.get("folder", head["folder"]) if head["folder"] else None
    meta = {
        "type": "db",
        "canSave": can_write,
        "canEdit": can_write,
        "canAdmin": access.can_on_dashboard("dashboards.permissions:write", head),
        "canStar": True,
        "canDelete": access.can_on_dashboard("dashboards:delete", head),
        "slug": slug(head["title"]),
        "url": dashboard_url(head),
        "expires": "0001-01-01T00:00:00Z",
        "created": head["created"],
        "updated": head["updated"],
        "updatedBy": editor,
        "createdBy": creator,
        "version": head["version"],
        "hasAcl": False,
        "isFolder": False,
        "folderId": folder["id"] if folder else 0,
        "folderUid": head["folder"],
        "folderTitle": folder["title"] if folder else "General",
        "folderUrl": f"/dashboards/f/{folder['uid']}/{slug(folder['title'])}" if folder else "",
        "provisioned": bool(head["file"]),
        "provisionedExternalId": head["file"] or "",
        "annotationsPermissions": {"dashboard": _ALL_ALLOWED, "organization": _ALL_ALLOWED},
    }
    if call.version.dashboard_api_version:
        meta["apiVersion"] = CLASSIC
    return meta


def people(call: Call, head: Document) -> tuple[str, str]:
    """Creator and last editor; unified storage only knows them once the dashboard has been changed."""
    creator, editor = head["created_by"], head["updated_by"]
    if head["file"]:
        return "Anonymous", "Anonymous"
    if not call.version.unified_storage:
        return creator["name"], (editor or creator)["name"]
    if editor is None:
        return "Anonymous", "Anonymous"
    return _user_name(creator), _user_name(editor)


def _user_name(who: Document) -> str:
    return str(who["name"]) if who["kind"] == "user" else "Anonymous"


def delete_dashboard(call: Call) -> Answer:
    uid = call.path["uid"]
    head = call.shelf.get("dashboard", uid)
    if head is None:
        if call.version.folder_uid_in_dashboard_delete and call.shelf.get("folder", uid):
            raise message(400, "Use folders endpoint for deleting folders.")
        raise not_found(call, DELETE)
    if not call.access.can_on_dashboard("dashboards:delete", head):
        raise access_denied(DELETE)
    if head["file"]:
        raise message(400, "provisioned dashboard cannot be deleted")
    remove_dashboard(call.shelf, uid)
    return Answer(200, {"message": f"Dashboard {head['title']} deleted", "title": head["title"], "uid": uid})


def get_tags(call: Call) -> Answer:
    """How often each tag is used."""
    counted: dict[str, int] = {}
    for head in call.shelf.list("dashboard"):
        if call.access.can_on_dashboard("dashboards:read", head):
            for tag in head["tags"]:
                counted[tag] = counted.get(tag, 0) + 1
    return Answer(200, [{"term": tag, "count": counted[tag]} for tag in sorted(counted)])


def get_home(call: Call) -> Answer:
    meta = {"isHome": True, "canSave": False, "canEdit": False, "canStar": False, "slug": "", "type": "db"}
    return Answer(200, {"meta": meta, "dashboard": {"title": "Home", "panels": [], "schemaVersion": 41}})


ROUTES = (
    Route("POST", "/api/dashboards/db", post_dashboard, SAVE),
    Route("GET", "/api/dashboards/home", get_home),
    Route("GET", "/api/dashboards/tags", get_tags),
    Route("GET", "/api/dashboards/uid/<uid>", get_dashboard),
    Route("DELETE", "/api/dashboards/uid/<uid>", delete_dashboard),
)
