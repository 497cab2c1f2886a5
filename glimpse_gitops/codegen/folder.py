"""Folders."""

from __future__ import annotations

from ..model.folder import Folder
from ..model.resource import Resource
from .references import References


def folder_of(live: Resource, references: References) -> Folder:
    """The folder, in its parent."""
    spec = live.spec
    parent = references.folder(spec["parentUid"]) if spec.get("parentUid") else None
    return Folder(live.id.identity, spec["title"], parent=parent, description=spec.get("description") or "")
