"""Folders as they are stored, and what holds for the tree that they form."""

from __future__ import annotations

from collections.abc import Iterator

from .access import forget_access, grant_folder_defaults
from .answer import RefusalError, message, reply
from .call import Call
from .names import new_guid, new_internal_id, new_uid, now, now_exact, resource_uid, uid_fault
from .store import Document, Shelf
from .versions import GrafanaVersion

GROUP = "folder.grafana.app"
MAX_DEPTH = 4
RESERVED = ("general", "sharedwithme")


def namespace(org: int) -> str:
    """The resource API's name for an organisation."""
    return "default" if org == 1 else f"org-{org}"


def ancestors(shelf: Shelf, folder: Document) -> list[Document]:
    """The folders above, the topmost first."""
    chain: list[Document] = []
    uid = folder["parent"]
    while uid and len(chain) <= MAX_DEPTH + 1:
        parent = shelf.get("folder", uid)
        if parent is None:
            break
        chain.insert(0, parent)
        uid = parent["parent"]
    return chain


def descendants(shelf: Shelf, uid: str) -> Iterator[Document]:
    """Every folder below, parents before their children."""
    for child in shelf.list("folder", uid):
        yield child
        yield from descendants(shelf, child["uid"])


def title_path(shelf: Shelf, folder: Document, escaped: bool) -> str:
    """`Parent/Child`, as the ruler names folders; SQL storage writes a backslash before a slash in a title."""
    titles = [part["title"] for part in (*ancestors(shelf, folder), folder)]
    if escaped:
        titles = [title.replace("\\", "\\\\").replace("/", "\\/") for title in titles]
    return "/".join(titles)


def check_new_folder(call: Call, uid: str, title: str, parent: str) -> None:
    """Refuses what the version refuses about a new folder's uid, title and place."""
    version, shelf = call.version, call.shelf
    if not title.strip():
        raise message(400, "folder title cannot be empty")
    if uid in RESERVED:
        raise reply(version.folder_reserved_uid)
    fault = uid_fault(uid)
    if fault is not None:
        raise fault
    if shelf.get("folder", uid) or (version.shared_uid_space and shelf.get("dashboard", uid)):
        raise reply(version.folder_uid_taken)
    if not parent:
        return
    above = shelf.get("folder", parent)
    if above is None:
        if version.folder_parent_unknown is not None:
            raise reply(version.folder_parent_unknown)
        return
    if len(ancestors(shelf, above)) + 1 > MAX_DEPTH:
        raise reply(version.folder_too_deep)


def create_folder(call: Call, uid: str, title: str, parent: str, description: str | None) -> Document:
    """Stores a new folder that has been checked, with the access list that its creator leaves behind."""
    version, store = call.version, call.store
    moment = now_exact() if version.folder_times_in_nanoseconds else now()
    stamp = store.next_stamp()
    folder: Document = {
        "uid": uid or new_uid(),
        "id": new_folder_id(call),
        "title": title.strip(),
        "description": description,
        "parent": parent,
        "version": 1,
        "stamp": stamp,
        "created": moment,
        "updated": moment,
        "created_by": person(call),
        "updated_by": None,
    }
    folder["guid"] = object_guid(version, GROUP, "Folder", namespace(call.org), folder["uid"])
    call.shelf.put("folder", folder["uid"], folder, parent)
    lag, owns = version.role_grants_lag, version.creator_owns_nested_folder
    grant_folder_defaults(call.shelf, call.identity, folder["uid"], bool(parent), not lag, owns)
    return folder


def update_folder(call: Call, folder: Document, versions: int = 1) -> None:
    """Stores a changed folder as a newer version of itself."""
    version = call.version
    folder["version"] += versions
    folder["stamp"] = call.store.next_stamp()
    folder["updated"] = now_exact() if version.folder_times_in_nanoseconds else now()
    folder["updated_by"] = person(call)
    call.shelf.put("folder", folder["uid"], folder, folder["parent"])


def check_move(call: Call, folder: Document, parent: str) -> None:
    """Refuses a move into nowhere, under itself, or too deep."""
    shelf, version = call.shelf, call.version
    if not parent:
        return
    target = shelf.get("folder", parent)
    if target is None:
        raise reply(version.folder_move_missing)
    chain = [*ancestors(shelf, target), target]
    if any(above["uid"] == folder["uid"] for above in chain):
        raise reply(version.folder_circle)
    if len(chain) + _height(shelf, folder["uid"]) > MAX_DEPTH:
        raise reply(version.folder_too_deep)


def _height(shelf: Shelf, uid: str) -> int:
    """Levels below a folder."""
    return max((1 + _height(shelf, child["uid"]) for child in shelf.list("folder", uid)), default=0)


def delete_tree(shelf: Shelf, uid: str) -> None:
    """Removes a folder with every folder, dashboard and rule below it."""
    for folder in [*descendants(shelf, uid), {"uid": uid}]:
        for dashboard in shelf.list("dashboard", folder["uid"]):
            remove_dashboard(shelf, dashboard["uid"])
        shelf.delete_children("rule", folder["uid"])
        shelf.delete("folder", folder["uid"])
        forget_access(shelf, "folders", folder["uid"])


def remove_dashboard(shelf: Shelf, uid: str) -> None:
    """Removes a dashboard with its versions and its access list."""
    shelf.delete("dashboard", uid)
    shelf.delete("dashboard-spec", uid)
    shelf.delete_children("dashboard-version", uid)
    forget_access(shelf, "dashboards", uid)


def counts(shelf: Shelf, uid: str) -> dict[str, int]:
    """What a folder and the folders below it hold."""
    below = list(descendants(shelf, uid))
    uids = [uid, *(folder["uid"] for folder in below)]
    return {
        "alertrule": sum(len(shelf.list("rule", one)) for one in uids),
        "dashboard": sum(len(shelf.list("dashboard", one)) for one in uids),
        "folder": len(below),
        "librarypanel": 0,
    }


def not_empty() -> RefusalError:
    body = {
        "statusCode": 400,
        "messageId": "folder.not-empty",
        "message": "Folder cannot be deleted: folder is not empty",
    }
    return RefusalError(400, body)


def person(call: Call) -> Document:
    """Who acts, as it is noted down with an object."""
    who = call.identity
    return {"kind": who.kind, "id": who.number, "uid": who.uid, "name": who.shown_name}


def new_folder_id(call: Call) -> int:
    """The number of a new folder or dashboard."""
    return new_internal_id() if call.version.unified_storage else call.store.next_number("dashboard")


def object_guid(version: GrafanaVersion, group: str, kind: str, where: str, name: str) -> str:
    """`metadata.uid`: random in unified storage, a hash of the name in SQL storage."""
    return new_guid() if version.unified_storage else resource_uid(group, kind, where, name)
