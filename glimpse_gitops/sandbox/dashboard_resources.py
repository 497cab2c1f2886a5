"""`/apis/dashboard.grafana.app`: dashboards as resources, with optimistic locking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .access import grant_dashboard_defaults
from .answer import Answer, resource_error
from .call import Call, Route
from .dashboard_conversion import convert
from .dashboard_store import GROUP, Save, file_annotations, save_dashboard, spec_of
from .dashboards import is_too_fast
from .folder_tree import GROUP as FOLDER_GROUP
from .folder_tree import namespace, remove_dashboard
from .names import new_guid, uid_fault
from .resource import (
    FILES,
    FOLDER,
    GRANT,
    MANAGER,
    MESSAGE,
    SYSTEM,
    already_exists,
    api_group,
    body_object,
    check_known_version,
    check_name,
    check_precondition,
    check_same_object,
    check_segment,
    deleted,
    managed_fields,
    missing,
    name_of,
    refuse_patch,
    stale,
    system_annotations,
)
from .store import Document

KIND = "dashboards"
API_VERSIONS = ("v1beta1", "v0alpha1", "v2beta1", "v2alpha1")


def get_group(call: Call) -> Answer:
    """The API group, for discovery."""
    return api_group(GROUP, API_VERSIONS)


def api_version(call: Call) -> str:
    version = call.path["version"]
    if version not in API_VERSIONS:
        raise resource_error(404, "the server could not find the requested resource", "NotFound", {})
    return version


def get_dashboard(call: Call) -> Answer:
    version, name = api_version(call), call.path["name"]
    head = call.shelf.get("dashboard", name)
    if head is None:
        raise missing(GROUP, KIND, name)
    if not call.access.can_on_dashboard("dashboards:read", head):
        raise resource_error(403)
    return Answer(200, shown_dashboard(call, head, spec_of(call.shelf, name), version))


def post_dashboard(call: Call) -> Answer:
    version = api_version(call)
    body = body_object(call, GROUP, "Dashboard", version)
    name = name_of(call, GROUP, "Dashboard", body)
    if call.shelf.get("dashboard", name) is not None:
        raise already_exists(GROUP, KIND, name)
    return _create(call, name, body, version, posted=True)


def put_dashboard(call: Call) -> Answer:
    """Creates or replaces; with `metadata.resourceVersion` only what is still at that version."""
    version, name = api_version(call), call.path["name"]
    body = body_object(call, GROUP, "Dashboard", version)
    check_name(name, body)
    head = call.shelf.get("dashboard", name)
    if head is None:
        if body["metadata"].get("resourceVersion"):
            raise resource_error(500, "resourceVersion should not be set on objects to be created")
        return _create(call, name, body, version, posted=False)
    if not call.access.can_on_dashboard("dashboards:write", head):
        raise resource_error(403)
    known = body["metadata"].get("resourceVersion", "")
    check_known_version(known)
    check_same_object(GROUP, KIND, name, body, head["guid"])
    if known not in ("", "0") and known != resource_version(call, head):
        raise stale(GROUP, KIND, name)
    _check(call, name, body, version)
    before = spec_of(call.shelf, name)
    save = _save(name, body, version, call)
    kept = convert(before, head["api_version"], version) == save.spec and save.folder == head["folder"]
    if kept:
        save = replace(save, spec=before, api_version=head["api_version"])
    elif head["api_version"] != version:
        save = replace(save, status=_converted_from(head["api_version"]))
    old_generation = head["version"]
    if call.version.unified_storage and save.annotations.get(MANAGER) != FILES:
        head = _let_go(call, head)
    head, changed = save_dashboard(call, save)
    shown = shown_dashboard(call, head, save.spec, save.api_version if not kept else version)
    if kept:
        shown["spec"] = convert(save.spec, save.api_version, version)
    _finish_reply(call, shown, body, changed, old_generation + (0 if kept else 1))
    return Answer(200, _as_asked(call, shown))


def _let_go(call: Call, head: Document) -> Document:
    """Unified storage knows by an annotation that a file keeps a dashboard, so a write without it ends that."""
    head = {**head, "file": None}
    call.shelf.put("dashboard", head["uid"], head, head["folder"])
    return head


def _finish_reply(call: Call, shown: dict[str, Any], body: Document, changed: bool, generation: int) -> None:
    """Replies differ from what a later GET says: see the recordings."""
    if call.version.unified_storage:
        if not changed:
            del shown["metadata"]["resourceVersion"]
        if body.get("status"):
            shown["status"] = body["status"]
        return
    shown["metadata"]["generation"] = generation
    given = {key: text for key, text in body["metadata"]["annotations"].items() if key not in SYSTEM}
    shown["metadata"]["annotations"].update(given)
    if body.get("status"):
        shown["status"] = body["status"]


def _create(call: Call, name: str, body: Document, version: str, posted: bool) -> Answer:
    if call.version.unified_storage and body["metadata"].get("resourceVersion", "") not in ("", "0"):
        raise resource_error(500, "resourceVersion should not be set on objects to be created")
    check_segment(GROUP, "Dashboard", name)
    _check(call, name, body, version)
    if call.version.shared_uid_space and call.shelf.get("folder", name) is not None:
        raise already_exists(GROUP, KIND, name)
    save = _save(name, body, version, call)
    if not call.access.can_on_folder("dashboards:create", save.folder):
        raise resource_error(403)
    head, _ = save_dashboard(call, save)
    if GRANT in body["metadata"]["annotations"]:
        grant_dashboard_defaults(call.shelf, call.identity, name, bool(save.folder))
    shown = shown_dashboard(call, head, save.spec, version)
    if not call.version.unified_storage:
        metadata = shown["metadata"]
        metadata["annotations"] = {
            **system_annotations(head["created_by"], None, ""),
            **{key: text for key, text in body["metadata"]["annotations"].items() if key not in (GRANT, *SYSTEM)},
        }
        if head["with_fields"]:
            metadata["uid"] = new_guid()
            metadata["managedFields"] = managed_fields(call, f"{GROUP}/{version}", head["created"])
    return Answer(201, _as_asked(call, shown))


def _as_asked(call: Call, shown: dict[str, Any]) -> dict[str, Any]:
    """The object, or its metadata alone where the request asks for that form."""
    if "as=PartialObjectMetadata" not in call.headers.get("Accept", ""):
        return shown
    return {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": shown["metadata"]}


def _check(call: Call, name: str, body: Document, version: str) -> None:
    title = body["spec"].get("title")
    if not isinstance(title, str) or not title:
        raise resource_error(400, "Dashboard title cannot be empty", "BadRequest")
    fault = uid_fault(name)
    if fault is not None:
        raise resource_error(400, fault.answer.body["message"], "BadRequest")
    tags, refresh = body["spec"].get("tags"), body["spec"].get("refresh")
    limit = call.version.dashboard_tag_limit
    if isinstance(tags, list) and any(isinstance(tag, str) and len(tag) > limit for tag in tags):
        raise resource_error(400, f"dashboard tag too long, max {limit} characters", "BadRequest")
    if isinstance(refresh, str) and refresh not in ("", "auto") and is_too_fast(refresh):
        raise resource_error(400, "Dashboard refresh interval is too low", "BadRequest")
    folder = body["metadata"]["annotations"].get(FOLDER, "")
    if folder and call.shelf.get("folder", folder) is None:
        if call.shelf.get("dashboard", name) is None:
            raise missing(FOLDER_GROUP, "folders", folder)
        raise resource_error(500, "access denied to folder")


def _save(name: str, body: Document, version: str, call: Call) -> Save:
    annotations = dict(body["metadata"]["annotations"])
    folder, text = annotations.pop(FOLDER, ""), annotations.pop(MESSAGE, "")
    for key in (GRANT, *SYSTEM):
        annotations.pop(key, None)
    spec = {key: value for key, value in body["spec"].items() if key not in ("uid", "version", "id")}
    labels = {key: label for key, label in body["metadata"]["labels"].items() if not key.startswith("grafana.app/")}
    return Save(name, spec, folder, text, annotations, version, labels=labels)


def delete_dashboard(call: Call) -> Answer:
    api_version(call)
    name = call.path["name"]
    head = call.shelf.get("dashboard", name)
    if head is None:
        raise missing(GROUP, KIND, name)
    if not call.access.can_on_dashboard("dashboards:delete", head):
        raise resource_error(403)
    if head["file"]:
        raise resource_error(400, "provisioned dashboard cannot be deleted", "BadRequest")
    check_precondition(call, GROUP, "Dashboard", name, resource_version(call, head), head["guid"])
    if call.argument("dryRun") != "All":
        remove_dashboard(call.shelf, name)
    return Answer(200, deleted(GROUP, KIND, name, head["guid"]))


def delete_dashboards(call: Call) -> Answer:
    """Deletes every dashboard that the caller may delete, and answers with them."""
    version = api_version(call)
    heads = [head for head in call.shelf.list("dashboard") if call.access.can_on_dashboard("dashboards:delete", head)]
    heads.sort(key=lambda head: str(head["uid"]))
    items = [shown_dashboard(call, head, spec_of(call.shelf, head["uid"]), version) for head in heads]
    for head in heads if call.argument("dryRun") != "All" else ():
        remove_dashboard(call.shelf, head["uid"])
    kind = {"kind": "DashboardList", "apiVersion": f"{GROUP}/{version}"}
    return Answer(200, {**kind, "metadata": {"resourceVersion": str(call.store.next_stamp())}, "items": items})


def resource_version(call: Call, head: Document) -> str:
    return str(head["stamp"] if call.version.unified_storage else head["version"])


def _converted_from(api_version: str) -> dict[str, Any]:
    return {"conversion": {"failed": False, "storedVersion": api_version}}


def shown_dashboard(call: Call, head: Document, spec: Document, version: str) -> dict[str, Any]:
    """A dashboard as a resource of one API version."""
    unified = call.version.unified_storage
    editor = head["updated_by"] if unified else head["updated_by"] or head["created_by"]
    annotations = system_annotations(head["created_by"], editor, head["updated"])
    if not unified:
        annotations = {key: text.replace("service-account:", "user:") for key, text in annotations.items()}
    if head["folder"]:
        annotations[FOLDER] = head["folder"]
    if head["file"] and not unified:
        annotations.update(file_annotations(head["file"], spec))
    if unified:
        annotations.update(head["annotations"])
        if head["message"]:
            annotations[MESSAGE] = head["message"]
    metadata: dict[str, Any] = {
        "name": head["uid"],
        "namespace": namespace(call.org),
        "uid": head["guid"],
        "resourceVersion": resource_version(call, head),
        "generation": head["version"],
        "creationTimestamp": head["created"],
        "labels": {**head["labels"], "grafana.app/deprecatedInternalID": str(head["id"])},
        "annotations": annotations,
    }
    if unified and head["with_fields"]:
        metadata["managedFields"] = managed_fields(call, f"{GROUP}/{head['api_version']}", head["updated"])
    stored = head["api_version"]
    status = head["status"] if unified else {}
    if version != stored:
        status = _converted_from(stored)
    return {
        "kind": "Dashboard",
        "apiVersion": f"{GROUP}/{version}",
        "metadata": metadata,
        "spec": convert(spec, stored, version),
        "status": status,
    }


_BASE = f"/apis/{GROUP}/<version>/namespaces/<namespace>/dashboards"
ROUTES = (
    Route("GET", f"/apis/{GROUP}", get_group, resource=True),
    Route("POST", _BASE, post_dashboard, resource=True),
    Route("DELETE", _BASE, delete_dashboards, resource=True),
    Route("GET", f"{_BASE}/<name>", get_dashboard, resource=True),
    Route("PATCH", f"{_BASE}/<name>", refuse_patch, resource=True),
    Route("PUT", f"{_BASE}/<name>", put_dashboard, resource=True),
    Route("DELETE", f"{_BASE}/<name>", delete_dashboard, resource=True),
)
