"""Dashboards as they are stored: a head, the JSON, and every version that was saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .call import Call
from .folder_tree import namespace, new_folder_id, object_guid, person
from .names import now
from .resource import FILES, MANAGER
from .store import Document, Shelf

GROUP = "dashboard.grafana.app"
CLASSIC = "v0alpha1"


@dataclass(frozen=True)
class Save:
    """What is to be stored."""

    uid: str
    spec: Document
    folder: str
    message: str = ""
    annotations: Mapping[str, str] = field(default_factory=dict)
    """Annotations beside folder and message, which unified storage keeps."""
    api_version: str = CLASSIC
    status: Mapping[str, Any] | None = None
    """The status that the writer sent back; None keeps what is stored."""
    restored_from: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    """The id to give to a new dashboard; 0 for the next one."""


def spec_of(shelf: Shelf, uid: str) -> Document:
    """The JSON of a dashboard, as it was stored."""
    return shelf.get("dashboard-spec", uid) or {}


def save_dashboard(call: Call, save: Save) -> tuple[Document, bool]:
    """Stores a dashboard; gives its head and whether anything changed.

    Unified storage counts the version (`generation`) up when the JSON or the folder changed, and does nothing at all
    when nothing did; SQL storage counts up with every save.
    """
    shelf = call.shelf
    head = shelf.get("dashboard", save.uid)
    if head is None:
        head = _new_head(call, save)
    elif not _advance(call, head, save):
        return head, False
    head.update(
        title=_text(save.spec.get("title")),
        tags=_tags(save.spec),
        folder=save.folder,
        message=save.message,
        annotations=dict(save.annotations) if call.version.unified_storage else {},
        labels=dict(save.labels) if call.version.unified_storage else {},
        api_version=save.api_version,
        stamp=call.store.next_stamp(),
    )
    if save.status is not None:
        head["status"] = dict(save.status)
    shelf.put("dashboard", save.uid, head, save.folder)
    shelf.put("dashboard-spec", save.uid, save.spec)
    _remember(call, head, save)
    return head, True


def file_annotations(file: str, dashboard: Document) -> dict[str, str]:
    """What says that a dashboard comes from a provisioning file."""
    return {
        MANAGER: FILES,
        "grafana.app/managerId": "files",
        "grafana.app/sourceChecksum": hashlib.md5(_canonical(dashboard).encode(), usedforsecurity=False).hexdigest(),
        "grafana.app/sourcePath": file,
    }


def _new_head(call: Call, save: Save) -> Document:
    moment = now()
    return {
        "uid": save.uid,
        "id": save.number or new_folder_id(call),
        "guid": object_guid(call.version, GROUP, "Dashboard", namespace(call.org), save.uid),
        "version": 1,
        "created": moment,
        "updated": moment,
        "created_by": person(call),
        "updated_by": None,
        "with_fields": not save.api_version.startswith("v2"),
        "file": None,
        "status": {},
    }


def _advance(call: Call, head: Document, save: Save) -> bool:
    """Whether there is something to store; counts the version up where it has to."""
    changed = save.folder != head["folder"] or _canonical(save.spec) != _canonical(spec_of(call.shelf, save.uid))
    if call.version.identical_save_counts or changed:
        head["version"] += 1
        head["updated"] = now()
        head["updated_by"] = person(call)
        return True
    kept = (head["message"], head["annotations"], head["labels"])
    return (save.message, dict(save.annotations), dict(save.labels)) != kept


def _remember(call: Call, head: Document, save: Save) -> None:
    number = call.store.next_number("dashboard-version")
    entry: Document = {
        "id": number,
        "version": head["version"],
        "created": head["updated"],
        "message": save.message,
        "by": head["updated_by"] or head["created_by"],
        "updated": head["updated_by"] is not None,
        "restored_from": save.restored_from,
        "spec": save.spec,
        "folder": save.folder,
    }
    call.shelf.put("dashboard-version", f"{number:012d}", entry, parent=save.uid)


def _canonical(spec: Document) -> str:
    return json.dumps(spec, sort_keys=True)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _tags(spec: Document) -> list[str]:
    tags = spec.get("tags")
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
