"""What the dashboards and folders of the resource API have in common: metadata, lists, preconditions."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

from .answer import RefusalError, resource_error
from .call import Call
from .folder_tree import namespace
from .shape import is_a, parse_json
from .store import Document

FOLDER = "grafana.app/folder"
MESSAGE = "grafana.app/message"
GRANT = "grafana.app/grant-permissions"
SYSTEM = (
    "grafana.app/createdBy",
    "grafana.app/updatedBy",
    "grafana.app/updatedTimestamp",
    "grafana.app/createdAt",
)
MAX_PAGE_BYTES = 2 * 1024 * 1024


def check_namespace(call: Call) -> None:
    """Refuses another organisation's namespace."""
    if call.path["namespace"] != namespace(call.org):
        raise resource_error(403, "namespace mismatch", "Forbidden", {})


def body_object(call: Call) -> dict[str, Any]:
    """The object in the body, with metadata and spec that are objects."""
    try:
        body = parse_json(call.raw)
    except RefusalError:
        raise resource_error(400, "the object provided is unrecognized", "BadRequest") from None
    if not isinstance(body, dict):
        raise resource_error(400, "the object provided is unrecognized", "BadRequest")
    metadata = body.get("metadata")
    metadata = {} if metadata is None else metadata
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    annotations = {} if annotations is None else annotations
    spec = body.get("spec")
    spec = {} if spec is None else spec
    texts = isinstance(annotations, dict) and all(isinstance(text, str) for text in annotations.values())
    if not isinstance(metadata, dict) or not isinstance(spec, dict) or not texts:
        raise resource_error(400, "the object provided is unrecognized", "BadRequest")
    for key in ("name", "namespace", "resourceVersion"):
        if not isinstance(metadata.get(key, ""), str):
            raise resource_error(400, "the object provided is unrecognized", "BadRequest")
    return {**body, "metadata": {**metadata, "annotations": annotations}, "spec": spec}


def check_name(name: str, body: Mapping[str, Any]) -> None:
    """Refuses a body whose name is not the one in the path."""
    given = body["metadata"].get("name", "")
    if given != name:
        text = f"the name of the object ({given}) does not match the name on the URL ({name})"
        raise resource_error(400, text, "BadRequest")


def details(group: str, kind: str, name: str) -> dict[str, str]:
    return {"name": name, "group": group, "kind": kind}


def already_exists(group: str, kind: str, name: str) -> RefusalError:
    return resource_error(409, f'{kind}.{group} "{name}" already exists', "AlreadyExists", details(group, kind, name))


def missing(group: str, kind: str, name: str) -> RefusalError:
    return resource_error(404, f'{kind}.{group} "{name}" not found', "NotFound", details(group, kind, name))


def stale(group: str, kind: str, name: str) -> RefusalError:
    text = (
        f'Operation cannot be fulfilled on {kind}.{group} "{name}": the object has been modified; '
        "please apply your changes to the latest version and try again"
    )
    return resource_error(409, text, "Conflict", details(group, kind, name))


def check_precondition(call: Call, group: str, kind: str, name: str, current: str) -> None:
    """Refuses a delete whose `preconditions.resourceVersion` is not the stored one."""
    if not call.raw:
        return
    try:
        body = parse_json(call.raw)
    except RefusalError:
        raise resource_error(400, "the object provided is unrecognized", "BadRequest") from None
    conditions = body.get("preconditions") if isinstance(body, dict) else None
    wanted = conditions.get("resourceVersion") if isinstance(conditions, dict) else None
    if wanted is not None and wanted != current:
        text = (
            f'Operation cannot be fulfilled on {kind}.{group} "{name}": the ResourceVersion in the precondition '
            f"({wanted}) does not match the ResourceVersion in record ({current}). The object might have been modified"
        )
        raise resource_error(409, text, "Conflict", details(group, kind, name))


def deleted(group: str, kind: str, name: str, guid: str) -> dict[str, Any]:
    return {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Success",
        "details": {**details(group, kind, name), "uid": guid},
    }


def managed_fields(call: Call, api_version: str, time: str) -> list[dict[str, Any]]:
    """Who set which fields; the sandbox keeps no record of single fields."""
    manager = call.headers.get("User-Agent", "").partition("/")[0] or "unknown"
    entry = {"manager": manager, "operation": "Update", "apiVersion": api_version, "time": time}
    return [{**entry, "fieldsType": "FieldsV1", "fieldsV1": {}}]


def page_start(call: Call) -> int:
    """How many items the pages before held, from the `continue` token."""
    token = call.argument("continue")
    if not token:
        return 0
    try:
        value = json.loads(base64.b64decode(token, validate=True))
        start = value["o"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise resource_error(400, "invalid continue token", "BadRequest") from None
    if not is_a(start, int) or start < 0:
        raise resource_error(400, "invalid continue token", "BadRequest")
    return int(start)


def continue_token(start: int, stamp: int) -> str:
    return base64.b64encode(json.dumps({"o": start, "v": stamp, "s": False}).encode()).decode()


def take_page(sizes: Iterable[int], limit: int) -> int:
    """How many of the items fit on a page: at most `limit`, and about two megabytes."""
    total = count = 0
    for size in sizes:
        total += size
        if (limit and count >= limit) or (count and total > MAX_PAGE_BYTES):
            return count
        count += 1
    return count


def system_annotations(creator: Document, editor: Document | None, updated: str) -> dict[str, str]:
    """The annotations that say who made and who changed an object."""
    found = {"grafana.app/createdBy": f"{creator['kind']}:{creator['uid']}"}
    if editor is not None:
        found["grafana.app/updatedBy"] = f"{editor['kind']}:{editor['uid']}"
        found["grafana.app/updatedTimestamp"] = updated
    return found
