"""`/api/folders/<uid>/permissions`: who may do what in a folder."""

from __future__ import annotations

from typing import Any

from .access import set_access
from .answer import Answer, bad_request, message
from .call import Call, Route
from .folders import readable_folder
from .identity import admin_document
from .needs import access_denied, one
from .roles import LEVEL_NAMES
from .shape import fields
from .slug import slug
from .store import Document

READ, WRITE = one("folders.permissions:read"), one("folders.permissions:write")


def get_permissions(call: Call) -> Answer:
    folder = readable_folder(call, call.path["uid"])
    if not call.access.can_on_folder("folders.permissions:read", folder["uid"]):
        raise access_denied(READ)
    entry = call.shelf.get("access", f"folders:{folder['uid']}")
    items = sorted(entry["items"], key=_level) if entry else []
    return Answer(200, [_shown(call, folder, entry or {}, item) for item in items])


def _level(item: Document) -> int:
    return -int(item["permission"])


def post_permissions(call: Call) -> Answer:
    """Replaces the folder's access list."""
    folder = readable_folder(call, call.path["uid"])
    if not call.access.can_on_folder("folders.permissions:write", folder["uid"]):
        raise access_denied(WRITE)
    listed = fields(call.json(), items=list)["items"]
    items: list[Document] = []
    for item in listed or []:
        given = fields(item, role=str, userId=int, teamId=int, permission=int)
        if not (given["role"] or given["userId"] or given["teamId"]):
            raise bad_request()
        if given["userId"] and _user(call, given["userId"]) is None:
            raise message(500, "Failed to create permission")
        if given["permission"] not in LEVEL_NAMES:
            continue
        items.append({key: value for key, value in given.items() if value})
    set_access(call.shelf, "folders", folder["uid"], items)
    return Answer(200, {"message": "Folder permissions updated"})


def _user(call: Call, number: int) -> Document | None:
    """The admin or a service account."""
    admin = admin_document(call.store)
    if number == admin["id"]:
        return {"uid": admin["uid"], "login": "admin", "email": "admin@localhost"}
    account = call.shelf.get("service-account", str(number))
    return None if account is None else {**account, "email": account["login"]}


def _shown(call: Call, folder: Document, entry: Document, item: Document) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "folderId": folder["id"],
        "created": entry["created"],
        "updated": entry["updated"],
        "userId": 0,
        "userUid": "",
        "userLogin": "",
        "userEmail": "",
        "userAvatarUrl": "/public/img/user_profile.png",
        "teamId": item.get("teamId", 0),
        "teamUid": "",
        "teamEmail": "",
        "teamAvatarUrl": "",
        "team": "",
        "permission": item["permission"],
        "permissionName": LEVEL_NAMES[item["permission"]],
        "uid": folder["uid"],
        "title": folder["title"],
        "slug": "",
        "isFolder": True,
        "url": f"/dashboards/f/{folder['uid']}/{slug(folder['title'])}",
        "inherited": False,
    }
    if "role" in item:
        shown["role"] = item["role"]
    user = _user(call, item["userId"]) if "userId" in item else None
    if user is not None:
        shown.update(
            userId=item["userId"],
            userUid=user["uid"],
            userLogin=user["login"],
            userEmail=user["email"],
        )
    return shown


ROUTES = (
    Route("GET", "/api/folders/<uid>/permissions", get_permissions, READ),
    Route("POST", "/api/folders/<uid>/permissions", post_permissions, WRITE),
)
