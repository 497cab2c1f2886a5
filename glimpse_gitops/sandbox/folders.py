"""`/api/folders`: the classic folder endpoints."""

from __future__ import annotations

from typing import Any

from .answer import Answer, RefusalError, known_error, message, reply
from .call import Call, Route
from .folder_tree import (
    ancestors,
    check_move,
    check_new_folder,
    counts,
    create_folder,
    delete_tree,
    descendants,
    not_empty,
    update_folder,
)
from .needs import access_denied, one
from .shape import fields
from .slug import slug
from .store import Document

ROOT = "general"
_ROOT_FOLDER = {
    "id": 0,
    "uid": ROOT,
    "orgId": 0,
    "title": "Dashboards",
    "url": "",
    "hasAcl": False,
    "createdBy": "Anonymous",
    "created": "0001-01-01T00:00:00Z",
    "updatedBy": "Anonymous",
    "updated": "0001-01-01T00:00:00Z",
}
READ, WRITE, CREATE, DELETE = one("folders:read"), one("folders:write"), one("folders:create"), one("folders:delete")


def list_folders(call: Call) -> Answer:
    """The direct children of `parentUid`, or of the root."""
    parent = call.argument("parentUid")
    limit, page = call.number("limit", 1000) or 1000, max(call.number("page", 1), 1)
    if parent and call.shelf.get("folder", parent) is None:
        raise missing_folder()
    found: list[dict[str, Any]] = []
    if call.identity.role != "Admin" and not parent and page == 1:
        found.append({"id": -1, "uid": "sharedwithme", "title": "Shared with me"})
    children = [f for f in call.shelf.list("folder", parent) if call.access.can_on_folder("folders:read", f["uid"])]
    children.sort(key=lambda folder: folder["title"].lower())
    for folder in children[(page - 1) * limit : page * limit]:
        entry = {"id": folder["id"], "uid": folder["uid"], "title": folder["title"]}
        if parent:
            entry["parentUid"] = parent
        found.append(entry)
    return Answer(200, found)


def get_folder(call: Call) -> Answer:
    if call.path["uid"] == ROOT:
        return Answer(200, {**_ROOT_FOLDER, **call.access.folder_capabilities("")})
    return Answer(200, shown_folder(call, readable_folder(call, call.path["uid"])))


def post_folder(call: Call) -> Answer:
    body = fields(call.json(), uid=str, title=str, description=str, parentUid=str)
    parent = body["parentUid"]
    if not call.access.can_on_folder("folders:create", parent):
        text = "not enough permissions to create a folder in the selected location"
        raise known_error(403, "folders.forbiddenCreation", text)
    check_new_folder(call, body["uid"], body["title"], parent)
    before = call.access.folder_capabilities(parent) if call.identity.role != "Admin" else None
    folder = create_folder(call, body["uid"], body["title"], parent, body["description"])
    if before is not None and not parent:
        before = dict.fromkeys(before, False)
    return Answer(200, shown_folder(call, folder, before, created=True))


def put_folder(call: Call) -> Answer:
    folder = readable_folder(call, call.path["uid"])
    body = fields(call.json(), title=str, description=str, version=int, overwrite=bool)
    if not call.access.can_on_folder("folders:write", folder["uid"]):
        raise access_denied(WRITE)
    if not body["overwrite"] and body["version"] != folder["version"]:
        raise reply(call.version.folder_stale)
    title_given = "title" in (call.json() or {})
    if title_given and not body["title"].strip() and call.version.empty_folder_title_refused:
        raise message(400, "Dashboard title cannot be empty")
    folder["title"] = body["title"].strip() or folder["title"]
    folder["description"] = body["description"] or folder["description"]
    update_folder(call, folder)
    return Answer(200, shown_folder(call, folder))


def move_folder(call: Call) -> Answer:
    if call.shelf.get("folder", call.path["uid"]) is None:
        raise reply(call.version.folder_move_missing)
    folder = readable_folder(call, call.path["uid"])
    parent = fields(call.json(), parentUid=str)["parentUid"]
    allowed = call.access.can_on_folder("folders:write", folder["uid"])
    if not allowed or not call.access.can_on_folder("folders:create", parent):
        raise access_denied(WRITE)
    check_move(call, folder, parent)
    if parent != folder["parent"]:
        folder["parent"] = parent
        update_folder(call, folder, call.version.folder_move_counts)
    elif not call.version.unified_storage:
        update_folder(call, folder)
    shown = shown_folder(call, folder)
    if not call.version.folder_parents_versioned:
        del shown["version"]
    return Answer(200, shown)


def folder_counts(call: Call) -> Answer:
    """What is below a folder; all zero for one that does not exist."""
    uid = call.path["uid"]
    if uid != ROOT:
        return Answer(200, counts(call.shelf, uid))
    below = counts(call.shelf, "") if call.version.root_counted else dict.fromkeys(counts(call.shelf, ROOT), 0)
    return Answer(200, below)


def delete_folder(call: Call) -> Answer:
    """Takes everything below with it, but alert rules only with `forceDeleteRules`."""
    uid = call.path["uid"]
    folder = call.shelf.get("folder", uid)
    if uid == ROOT and call.version.deleting_root_deletes_all:
        return _delete_all(call)
    if folder is None:
        raise reply(call.version.folder_delete_missing, uid)
    if not call.access.can_on_folder("folders:delete", uid):
        raise access_denied(DELETE)
    if call.argument("forceDeleteRules").lower() in ("true", "1", "t"):
        if call.version.forced_folder_delete_fails and call.shelf.list("folder", uid):
            raise missing_folder()
    else:
        uids = [uid, *(below["uid"] for below in descendants(call.shelf, uid))]
        if any(call.shelf.list("rule", one_uid) for one_uid in uids):
            raise not_empty()
    delete_tree(call.shelf, uid)
    return Answer(200, {"message": "Folder deleted"})


def _delete_all(call: Call) -> Answer:
    """What some versions do when asked to delete the root: everything is gone, and the answer is a 404."""
    for folder in call.shelf.list("folder", ""):
        delete_tree(call.shelf, folder["uid"])
    return reply(call.version.folder_delete_missing, ROOT).answer


def missing_folder() -> RefusalError:
    return message(404, "folder not found", status="not-found")


def readable_folder(call: Call, uid: str) -> Document:
    """The folder, or the refusal that hides it."""
    folder = call.shelf.get("folder", uid)
    if not call.access.can_on_folder("folders:read", uid):
        raise access_denied(READ)
    if folder is None:
        raise missing_folder()
    return folder


def shown_folder(
    call: Call, folder: Document, capabilities: dict[str, bool] | None = None, created: bool = False
) -> dict[str, Any]:
    """A folder with the folders above it."""
    shown = _entry(call, folder, capabilities, created)
    if folder["parent"]:
        shown["parentUid"] = folder["parent"]
    above = ancestors(call.shelf, folder)
    if above:
        shown["parents"] = []
        for parent in above:
            entry = _entry(call, parent, capabilities, created=False)
            if parent["parent"]:
                entry["parentUid"] = parent["parent"]
            if not call.version.folder_parents_versioned:
                del entry["version"]
            shown["parents"].append(entry)
    return shown


def _entry(call: Call, folder: Document, capabilities: dict[str, bool] | None, created: bool) -> dict[str, Any]:
    able = capabilities or call.access.folder_capabilities(folder["uid"])
    creator, editor = _people(call, folder, created)
    return {
        "id": folder["id"],
        "uid": folder["uid"],
        "orgId": call.org,
        "title": folder["title"],
        "url": f"/dashboards/f/{folder['uid']}/{slug(folder['title'])}",
        "hasAcl": False,
        "canSave": able["canSave"],
        "canEdit": able["canEdit"],
        "canAdmin": able["canAdmin"],
        "canDelete": able["canDelete"],
        "createdBy": creator,
        "created": folder["created"],
        "updatedBy": editor,
        "updated": folder["updated"],
        "version": folder["version"],
    }


def _people(call: Call, folder: Document, created: bool) -> tuple[str, str]:
    """Creator and last editor, as far as the version still knows them."""
    creator, editor = folder["created_by"], folder["updated_by"]
    style = call.version.folder_people
    if style == "names" or (style == "nobody" and created):
        return creator["name"], (editor or creator)["name"]
    if style == "nobody":
        return "Anonymous", "Anonymous"
    return _login(creator), _login(editor)


def _login(person: Document | None) -> str:
    return person["name"] if person is not None and person["kind"] == "user" else "Anonymous"


ROUTES = (
    Route("GET", "/api/folders", list_folders, READ),
    Route("POST", "/api/folders", post_folder, CREATE),
    Route("GET", "/api/folders/<uid>", get_folder, READ),
    Route("PUT", "/api/folders/<uid>", put_folder, WRITE),
    Route("DELETE", "/api/folders/<uid>", delete_folder, DELETE),
    Route("POST", "/api/folders/<uid>/move", move_folder, WRITE),
    Route("GET", "/api/folders/<uid>/counts", folder_counts, READ),
)
