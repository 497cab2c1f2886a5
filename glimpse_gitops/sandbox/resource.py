"""What the dashboards and folders of the resource API have in common: metadata, lists, preconditions."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .answer import Answer, RefusalError, resource_error
from .call import Call
from .folder_tree import namespace
from .identity import Identity, org_exists
from .names import new_uid
from .shape import is_a, parse_json
from .store import Document, Store

FOLDER = "grafana.app/folder"
MESSAGE = "grafana.app/message"
GRANT = "grafana.app/grant-permissions"
SYSTEM = (
    "grafana.app/createdBy",
    "grafana.app/updatedBy",
    "grafana.app/updatedTimestamp",
    "grafana.app/createdAt",
)
MANAGER = "grafana.app/managedBy"
FILES = "classic-file-provisioning"
MAX_PAGE_BYTES = 2 * 1024 * 1024


def in_namespace(store: Store, who: Identity, name: str) -> Identity:
    """The caller in the organisation of a namespace; only the admin may look into one beside the caller's own."""
    number = 1 if name == "default" else int(name[4:]) if re.fullmatch(r"org-\d{1,9}", name, re.ASCII) else 0
    if number == who.org:
        return who
    if who.kind == "user" and number and org_exists(store, number):
        return replace(who, org=number)
    raise resource_error(500, "namespace mismatch")


def api_group(name: str, versions: Sequence[str]) -> Answer:
    """An API group as discovery shows it, its preferred version first."""
    listed = [{"groupVersion": f"{name}/{version}", "version": version} for version in versions]
    return Answer(
        200, {"kind": "APIGroup", "apiVersion": "v1", "name": name, "versions": listed, "preferredVersion": listed[0]}
    )


def refuse_patch(call: Call) -> Answer:
    """Objects are replaced as a whole."""
    raise resource_error(415, "415: Unsupported Media Type", "UnsupportedMediaType", {})


def body_object(call: Call, group: str, kind: str, version: str) -> dict[str, Any]:
    """The object in the body, of the right kind and version, with metadata and spec that are objects."""
    unreadable = f"the object provided is unrecognized (must be of type {kind}): couldn't get version/kind; "
    try:
        body = parse_json(call.raw)
    except RefusalError:
        raise _bad(f"{unreadable}json parse error: invalid JSON") from None
    if not isinstance(body, dict):
        raise _bad(f"{unreadable}json parse error: json: cannot unmarshal {_kind_of(body)} into Go value")
    given = body.get("kind") or kind
    if given != kind:
        text = f'{given} in version "{version}" cannot be handled as a {kind}: no kind "{given}" is registered '
        raise _bad(f'{text}for version "{group}/{version}" in scheme "pkg/runtime/scheme.go:111"')
    expected = f"{group}/{version}"
    if body.get("apiVersion") not in (None, "", expected):
        text = f"the API version in the data ({body['apiVersion']}) does not match the expected API version"
        raise _bad(f"{text} ({expected})")
    metadata, spec = _part(body, "metadata"), body.get("spec")
    annotations, labels = _part(metadata, "annotations"), _part(metadata, "labels")
    if spec is not None and not isinstance(spec, dict):
        text = f'{kind} in version "{version}" cannot be handled as a {kind}: json: cannot unmarshal {_kind_of(spec)}'
        raise _bad(f"{text} into Go struct field {kind}.spec of type map[string]interface {{}}")
    texts = [*annotations.values(), *labels.values()]
    texts += [metadata.get(key, "") for key in ("name", "namespace", "resourceVersion", "uid", "generateName")]
    if not all(isinstance(text, str) for text in texts):
        raise _bad(f'{kind} in version "{version}" cannot be handled as a {kind}: json: cannot unmarshal metadata')
    if metadata.get("namespace", "") not in ("", namespace(call.org)):
        raise _bad("the namespace of the provided object does not match the namespace sent on the request")
    return {**body, "metadata": {**metadata, "annotations": annotations, "labels": labels}, "spec": spec or {}}


def _bad(text: str) -> RefusalError:
    return resource_error(400, text, "BadRequest")


def _part(value: Mapping[str, Any], key: str) -> dict[str, Any]:
    part = value.get(key)
    if part is not None and not isinstance(part, dict):
        raise _bad(f"the object provided is unrecognized: {key} is no object")
    return part or {}


def _kind_of(value: Any) -> str:
    kinds = ((bool, "bool"), (int, "number"), (float, "number"), (list, "array"), (str, "string"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")


def name_of(call: Call, group: str, kind: str, body: Mapping[str, Any]) -> str:
    """The name of an object to be made; `generateName` makes one up."""
    metadata = body["metadata"]
    if metadata.get("name"):
        return str(metadata["name"])
    if metadata.get("generateName"):
        return str(metadata["generateName"]) + new_uid()[-5:]
    required = "Required value: name or generateName is required"
    cause = {"reason": "FieldValueRequired", "message": required, "field": "metadata.name"}
    text = f'{kind}.{group} "" is invalid: metadata.name: {required}'
    raise resource_error(422, text, "Invalid", {"group": group, "kind": kind, "causes": [cause]})


def check_name(name: str, body: Mapping[str, Any]) -> None:
    """Refuses a body whose name is not the one in the path."""
    given = body["metadata"].get("name", "")
    if not given:
        raise _bad(f"the name of the object ({name} based on URL) was undeterminable: name must be provided")
    if given != name:
        text = f"the name of the object ({given}) does not match the name on the URL ({name})"
        raise resource_error(400, text, "BadRequest")


def check_segment(group: str, kind: str, name: str) -> None:
    """Refuses a name that cannot be one segment of a path; `kind` is the singular, as in `Dashboard`."""
    whole = [f"may not be '{name}'"] if name in (".", "..") else []
    faults = whole or [f"may not contain '{mark}'" for mark in "/%" if mark in name]
    if not faults:
        return
    said = [f'Invalid value: "{name}": {fault}' for fault in faults]
    listed = ", ".join(f"metadata.name: {text}" for text in said)
    listed = f"[{listed}]" if len(said) > 1 else listed
    causes = [{"reason": "FieldValueInvalid", "message": text, "field": "metadata.name"} for text in said]
    known: dict[str, Any] = {**details(group, kind, name), "causes": causes}
    raise resource_error(422, f'{kind}.{group} "{name}" is invalid: {listed}', "Invalid", known)


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


def check_precondition(call: Call, group: str, kind: str, name: str, current: str, guid: str) -> None:
    """Refuses a delete whose `preconditions` are not those of the stored object."""
    if not call.raw:
        return
    try:
        body = parse_json(call.raw)
    except RefusalError:
        raise _bad("couldn't get version/kind; json parse error: invalid JSON") from None
    conditions = body.get("preconditions") if isinstance(body, dict) else None
    conditions = conditions if isinstance(conditions, dict) else {}
    uid = conditions.get("uid")
    if uid is not None and uid != guid:
        text = (
            f'Operation cannot be fulfilled on {kind}.{group} "{name}": the UID in the precondition ({uid}) does not '
            f"match the UID in record ({guid}). The object might have been deleted and then recreated"
        )
        raise resource_error(409, text, "Conflict", details(group, kind, name))
    wanted = conditions.get("resourceVersion")
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
        raise _bad_token(token) from None
    if not is_a(start, int) or start < 0:
        raise _bad_token(token)
    return int(start)


def _bad_token(token: str) -> RefusalError:
    return resource_error(500, f'get continue token ("{token}"): error decoding continue token')


def page_limit(call: Call) -> int:
    """The `limit` of a listing; 0 for none."""
    text = call.argument("limit") or "0"
    if re.fullmatch(r"-?\d{1,18}", text, re.ASCII) is None:
        raise _bad(f'strconv.ParseInt: parsing "{text}": invalid syntax')
    return max(int(text), 0)


def check_known_version(known: str) -> None:
    """Refuses a `resourceVersion` that is no number."""
    if known and not (known.isascii() and known.isdigit()):
        raise resource_error(500, f'strconv.ParseUint: parsing "{known}": invalid syntax')


def check_same_object(group: str, kind: str, name: str, body: Mapping[str, Any], guid: str) -> None:
    """Refuses a body that is about an object of the same name which is no more."""
    given = body["metadata"].get("uid", "")
    if given and given != guid:
        key = f"/group/{group}/resource/{kind}/namespace/default/name/{name}"
        text = (
            f"precondition failed: StorageError: invalid object, Code: 4, Key: {key}, ResourceVersion: 0, "
            f"AdditionalErrorMsg: Precondition failed: UID in precondition: {given}, UID in object meta: {guid}"
        )
        raise resource_error(500, text)


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
