"""The machine's part of the manifest's page: a head in plain JSON, and the objects in a packed list.

A dashboard of twenty panels has some thirty parts, so the list is compressed: 2,000 objects stay far below 400 kB.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ..model.manifest import Hold, Manifest, OwnedObject, Stamp
from ..model.resource import ResourceId, ResourceKind
from .part_digests import DIGEST_LENGTH

FORMATS = (1, 2)
"""What can be read. Format 1 had one hash an object, which says nothing of parts and is not used any more."""

_LARGEST = 64 * 2**20
"""Bytes of an unpacked list: more is no list of ours."""

_BLOCK = re.compile(r"<!-- glimpse-gitops manifest\n(.*?)\n-->", re.DOTALL)
_KINDS = {kind.name.lower(): kind for kind in ResourceKind}


def list_text(manifest: Manifest) -> str:
    """The machine's part of the page of `manifest`."""
    head = {
        "format": FORMATS[-1],
        "owner": manifest.owner,
        "project": manifest.project,
        "environment": manifest.environment,
        "lease": manifest.lease,
        "since": manifest.since,
        "stamp": asdict(manifest.stamp),
        "holds": [_from_hold(hold) for hold in manifest.holds],
        "objects": _packed([_from_entry(entry) for entry in in_order(manifest)]),
    }
    text = json.dumps(head, ensure_ascii=False, indent=1).replace(">", "\\u003e")
    return f"<!-- glimpse-gitops manifest\n{text}\n-->\n"


def in_order(manifest: Manifest) -> list[OwnedObject]:
    """The objects in the order of kinds, then by identity."""
    return sorted(manifest.objects.values(), key=lambda entry: entry.id.sort_key)


def find_list(text: str) -> Mapping[str, Any] | None:
    """The machine's part of a page as JSON, None where there is none; a ValueError where it is no JSON."""
    match = _BLOCK.search(text)
    return json.loads(match.group(1)) if match else None


def manifest_from(data: Mapping[str, Any]) -> Manifest:
    """The manifest from the machine's part; KeyError, TypeError or ValueError where it is none."""
    if data["format"] == 1:
        entries = [
            OwnedObject(_id(row), _text(row, "title"), secrets=_texts(row.get("secrets", {})))
            for row in data["objects"]
        ]
        return Manifest(str(data["owner"]), str(data["project"]), {entry.id: entry for entry in entries})
    entries = [_entry(row) for row in _unpacked(_text(data, "objects"))]
    return Manifest(
        _text(data, "owner"),
        _text(data, "project"),
        {entry.id: entry for entry in entries},
        _text(data, "environment"),
        int(data["lease"]),
        tuple(_hold(row) for row in data["holds"]),
        _text(data, "since"),
        Stamp(**data["stamp"]),
    )


def _packed(rows: list[dict[str, Any]]) -> str:
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode())).decode()


def _unpacked(text: str) -> Any:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(base64.b64decode(text, validate=True), _LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacking.eof:
        raise ValueError("the list is cut off, or is far too long")
    return json.loads(data)


def _from_entry(entry: OwnedObject) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": entry.id.kind.name.lower(), "id": entry.id.identity, "title": entry.title}
    optional = {
        "parts": _from_digests(entry.parts),
        "intended": _from_digests(entry.intended),
        "secrets": dict(entry.secrets),
        "since": entry.since,
        "quarantined": entry.quarantined,
    }
    return row | {key: value for key, value in optional.items() if value}


def _entry(row: Mapping[str, Any]) -> OwnedObject:
    return OwnedObject(
        _id(row),
        _text(row, "title"),
        _digests(row.get("parts")),
        _digests(row.get("intended")),
        _texts(row.get("secrets", {})),
        str(row.get("since", "")),
        str(row.get("quarantined", "")),
    )


def _from_digests(digests: Mapping[str, str]) -> list[Any]:
    """Names and digests apart: the names of one dashboard are those of the next, and pack to almost nothing."""
    return [list(digests), "".join(digests.values())] if digests else []


def _digests(given: Any) -> dict[str, str]:
    if not given:
        return {}
    names, text = given
    if not isinstance(text, str) or len(text) != len(names) * DIGEST_LENGTH:
        raise ValueError("there is not one digest a part")
    return {str(name): text[i * DIGEST_LENGTH : (i + 1) * DIGEST_LENGTH] for i, name in enumerate(names)}


def _from_hold(hold: Hold) -> dict[str, str]:
    named = {"kind": hold.id.kind.name.lower(), "id": hold.id.identity}
    return named | {"until": hold.until.isoformat(), "reason": hold.reason, "by": hold.by}


def _hold(row: Mapping[str, Any]) -> Hold:
    until = datetime.fromisoformat(row["until"])
    if until.tzinfo is None:
        raise ValueError("a hold has no time zone")
    return Hold(_id(row), until, _text(row, "reason"), _text(row, "by"))


def _id(row: Mapping[str, Any]) -> ResourceId:
    return ResourceId(_KINDS[row["kind"]], _text(row, "id"))


def _text(data: Mapping[str, Any], key: str) -> str:
    if not isinstance(data[key], str):
        raise TypeError(f"{key} is no text")
    return str(data[key])


def _texts(given: Any) -> dict[str, str]:
    texts = dict(given)
    if not all(isinstance(one, str) for one in texts.values()):
        raise TypeError("a digest of a secret is no text")
    return texts
