"""What `hold` did, as JSON."""

from __future__ import annotations

import json
from typing import Any

from ..model.manifest import Hold, OwnedObject
from ..model.resource import ResourceId

VERSION = 1


def hold_json(placed: Hold) -> str:
    """A hold that was placed, with a line break at its end."""
    until = f"{placed.until:%Y-%m-%dT%H:%M:%SZ}"
    return _document(placed.id, {"on_hold": True, "until": until, "reason": placed.reason, "by": placed.by})


def released_json(entry: OwnedObject) -> str:
    """An object whose hold was taken off."""
    return _document(entry.id, {"on_hold": False, "title": entry.title})


def _document(id: ResourceId, data: dict[str, Any]) -> str:
    named = {"version": VERSION, "kind": id.kind.name.lower(), "id": id.identity}
    return json.dumps({**named, **data}, ensure_ascii=False, indent=2) + "\n"
