"""The lines of a journal that tell of one object each: its pre-image in plain JSON, what it became in packed JSON."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from ..model.plan import Action
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.run import RunEntry
from ..model.secret import SecretRef

FORMAT = 1

_KINDS = {kind.name.lower(): kind for kind in ResourceKind}


def id_line(id: ResourceId) -> dict[str, str]:
    """An id as JSON."""
    return {"kind": id.kind.name.lower(), "id": id.identity}


def id_from(line: Mapping[str, Any]) -> ResourceId:
    """The id that a line is about."""
    return ResourceId(_KINDS[line["kind"]], str(line["id"]))


def entry_line(entry: RunEntry) -> dict[str, Any]:
    """One object of a run as JSON."""
    line: dict[str, Any] = {"action": entry.action.name.lower(), **id_line(entry.id), "title": entry.title}
    if entry.before is not None:
        line["before"] = _resource(entry.before)
        line["secrets_before"] = _refs(entry.secrets_before)
    if entry.after is not None:
        line["after"] = _packed(_resource(entry.after))
        line["secrets_after"] = _refs(entry.after.secrets)
    return line


def entry_from(line: Mapping[str, Any]) -> RunEntry:
    """The inverse of `entry_line`; KeyError, TypeError or ValueError where the line is none."""
    id = id_from(line)
    before, after = line.get("before"), line.get("after")
    return RunEntry(
        Action[line["action"].upper()],
        id,
        str(line["title"]),
        _from_resource(id, before, {}) if before is not None else None,
        _from_resource(id, _unpacked(after), _from_refs(line["secrets_after"])) if after is not None else None,
        _from_refs(line.get("secrets_before", {})),
    )


def _resource(resource: Resource) -> dict[str, Any]:
    kept = {"title": resource.title, "spec": resource.spec, "provenance": resource.provenance}
    return kept | ({"stored_as": resource.stored_as} if resource.stored_as else {})


def _from_resource(id: ResourceId, data: Mapping[str, Any], secrets: Mapping[str, SecretRef]) -> Resource:
    return Resource(
        id,
        str(data["title"]),
        dict(data["spec"]),
        secrets,
        provenance=str(data["provenance"]),
        stored_as=str(data.get("stored_as", "")),
    )


def _refs(refs: Mapping[str, SecretRef]) -> dict[str, list[str]]:
    return {pointer: [ref.source, ref.name] for pointer, ref in refs.items()}


def _from_refs(data: Mapping[str, Any]) -> dict[str, SecretRef]:
    return {pointer: SecretRef(source, name) for pointer, (source, name) in data.items()}


def _packed(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 1)).decode()


def _unpacked(text: str) -> Any:
    try:
        return json.loads(zlib.decompress(base64.b64decode(text, validate=True)))
    except zlib.error as error:
        raise ValueError(str(error)) from None
