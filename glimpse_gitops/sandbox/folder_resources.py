"""`/apis/folder.grafana.app`: folders as resources, all levels in one listing."""

from __future__ import annotations

from typing import Any

from .answer import Answer, RefusalError, resource_error
from .call import Call, Route
from .folder_tree import (
    GROUP,
    ancestors,
    check_move,
    check_new_folder,
    counts,
    create_folder,
    delete_tree,
    namespace,
    update_folder,
)
from .resource import (
    FOLDER,
    api_group,
    body_object,
    check_known_version,
    check_name,
    check_precondition,
    continue_token,
    deleted,
    managed_fields,
    missing,
    name_of,
    page_limit,
    page_start,
    refuse_patch,
    stale,
    system_annotations,
)
from .store import Document

KIND = "folders"
API_VERSION = "v1beta1"


def get_group(call: Call) -> Answer:
    """The API group, for discovery."""
    return api_group(GROUP, (API_VERSION,))


def list_folders(call: Call) -> Answer:
    """Every folder of every level that the caller may read."""
    unified, limit, start = call.version.unified_storage, page_limit(call), page_start(call)
    folders = [f for f in call.shelf.list("folder") if call.access.can_on_folder("folders:read", f["uid"])]
    folders.sort(key=lambda folder: str(folder["uid"]))
    page = folders[start : start + limit] if limit else folders[start:]
    stamp = call.store.next_stamp()
    metadata: dict[str, Any] = {"resourceVersion": str(stamp)} if unified else {}
    if start + len(page) < len(folders):
        metadata["continue"] = continue_token(start + len(page), stamp)
    items = [_shown(call, folder) if unified else _shown_in_sql_list(call, folder) for folder in page]
    kind = {"kind": "FolderList", "apiVersion": f"{GROUP}/{API_VERSION}"}
    return Answer(200, {**kind, "metadata": metadata, "items": items})


def get_folder(call: Call) -> Answer:
    return Answer(200, _shown(call, _readable(call)))


def post_folder(call: Call) -> Answer:
    body = body_object(call, GROUP, "Folder", API_VERSION)
    return _create(call, name_of(call, GROUP, "Folder", body), body)


def _create(call: Call, name: str, body: Document) -> Answer:
    title, description, parent = _content(body)
    if not call.access.can_on_folder("folders:create", parent):
        raise resource_error(403)
    _as_status(lambda: check_new_folder(call, name, title, parent))
    shown = _shown(call, create_folder(call, name, title, parent, description))
    if not call.version.unified_storage:
        shown["spec"]["description"] = ""
    return Answer(201, shown)


def put_folder(call: Call) -> Answer:
    body = body_object(call, GROUP, "Folder", API_VERSION)
    check_name(call.path["name"], body)
    if call.version.unified_storage and call.shelf.get("folder", call.path["name"]) is None:
        return _create(call, call.path["name"], body)
    folder = _readable(call)
    if not call.access.can_on_folder("folders:write", folder["uid"]):
        raise resource_error(403)
    known = body["metadata"].get("resourceVersion", "")
    if call.version.unified_storage:
        check_known_version(known)
        if known not in ("", "0", str(folder["stamp"])):
            raise stale(GROUP, KIND, folder["uid"])
    title, description, parent = _content(body)
    if not title.strip():
        raise resource_error(400, "folder title cannot be empty", "BadRequest")
    if parent != folder["parent"]:
        _as_status(lambda: check_move(call, folder, parent))
    if call.version.unified_storage and (title, description, parent) == (
        folder["title"],
        folder["description"],
        folder["parent"],
    ):
        shown = _shown(call, folder)
        del shown["metadata"]["resourceVersion"]
        return Answer(200, shown)
    folder.update(title=title, description=description, parent=parent)
    update_folder(call, folder)
    return Answer(200, _shown(call, folder))


def delete_folder(call: Call) -> Answer:
    """Refuses a folder that holds something; SQL storage minds rules only, and takes the rest with it."""
    unified = call.version.unified_storage
    folder = _readable(call)
    uid = folder["uid"]
    if not call.access.can_on_folder("folders:delete", uid):
        raise resource_error(403)
    held = counts(call.shelf, uid)
    if held["alertrule"] or (unified and any(held.values())):
        text = "Folder cannot be deleted: folder is not empty"
        raise resource_error(400, text, "BadRequest", {"uid": "folder.not-empty"})
    if not unified:
        shown = _shown(call, folder)
        delete_tree(call.shelf, uid)
        return Answer(200, shown)
    check_precondition(call, GROUP, "Folder", uid, str(folder["stamp"]), folder["guid"])
    delete_tree(call.shelf, uid)
    return Answer(200, deleted(GROUP, KIND, uid, folder["guid"]))


def _content(body: Document) -> tuple[str, str | None, str]:
    """Title, description where there is one, and parent."""
    title, description = body["spec"].get("title", ""), body["spec"].get("description")
    if not isinstance(title, str) or not isinstance(description, str | None):
        text = f'Folder in version "{API_VERSION}" cannot be handled as a Folder: json: cannot unmarshal spec'
        raise resource_error(400, text, "BadRequest")
    return title, description, body["metadata"]["annotations"].get(FOLDER, "")


def _as_status(check: Any) -> None:
    """Runs a check of the classic API, and gives its refusal the resource API's form."""
    try:
        check()
    except RefusalError as refusal:
        body = refusal.answer.body
        raise resource_error(refusal.answer.status, body["message"]) from None


def _readable(call: Call) -> Document:
    name = call.path["name"]
    folder = call.shelf.get("folder", name)
    if folder is None:
        if not call.version.unified_storage:
            raise resource_error(404, "folder not found")
        raise missing(GROUP, KIND, name)
    if not call.access.can_on_folder("folders:read", name):
        raise resource_error(403)
    return folder


def _shown(call: Call, folder: Document) -> dict[str, Any]:
    unified = call.version.unified_storage
    editor = folder["updated_by"] if unified else folder["updated_by"] or folder["created_by"]
    annotations = system_annotations(folder["created_by"], editor, folder["updated"])
    if folder["parent"]:
        annotations[FOLDER] = folder["parent"]
    metadata: dict[str, Any] = {
        "name": folder["uid"],
        "namespace": namespace(call.org),
        "uid": folder["guid"],
        "resourceVersion": _resource_version(call, folder),
        "generation": folder["version"],
        "creationTimestamp": folder["created"],
        "labels": {"grafana.app/deprecatedInternalID": str(folder["id"])},
        "annotations": annotations,
    }
    if unified:
        metadata["managedFields"] = managed_fields(call, f"{GROUP}/{API_VERSION}", folder["updated"])
    return _resource(call, metadata, folder)


def _shown_in_sql_list(call: Call, folder: Document) -> dict[str, Any]:
    """SQL storage lists folders without generation and people, but with their whole path for those who see all."""
    annotations = {"grafana.app/updatedTimestamp": folder["updated"]}
    if folder["parent"]:
        annotations[FOLDER] = folder["parent"]
    if call.identity.role == "Admin":
        chain = [*ancestors(call.shelf, folder), folder]
        annotations["grafana.app/fullpath"] = "/".join(part["title"].replace("/", "\\/") for part in chain)
        annotations["grafana.app/fullpathUIDs"] = "/".join(part["uid"] for part in chain)
    metadata = {
        "name": folder["uid"],
        "namespace": namespace(call.org),
        "uid": folder["guid"],
        "resourceVersion": _resource_version(call, folder),
        "creationTimestamp": folder["created"],
        "labels": {"grafana.app/deprecatedInternalID": str(folder["id"])},
        "annotations": annotations,
    }
    return _resource(call, metadata, folder)


def _resource_version(call: Call, folder: Document) -> str:
    return str(folder["stamp"] if call.version.unified_storage else folder["stamp"] // 1000)


def _resource(call: Call, metadata: dict[str, Any], folder: Document) -> dict[str, Any]:
    spec = {"title": folder["title"]}
    if folder["description"] is not None or not call.version.unified_storage:
        spec["description"] = folder["description"] or ""
    return {"kind": "Folder", "apiVersion": f"{GROUP}/{API_VERSION}", "metadata": metadata, "spec": spec}


_BASE = f"/apis/{GROUP}/{API_VERSION}/namespaces/<namespace>/folders"
ROUTES = (
    Route("GET", f"/apis/{GROUP}", get_group, resource=True),
    Route("PATCH", f"{_BASE}/<name>", refuse_patch, resource=True),
    Route("GET", _BASE, list_folders, resource=True),
    Route("POST", _BASE, post_folder, resource=True),
    Route("GET", f"{_BASE}/<name>", get_folder, resource=True),
    Route("PUT", f"{_BASE}/<name>", put_folder, resource=True),
    Route("DELETE", f"{_BASE}/<name>", delete_folder, resource=True),
)
