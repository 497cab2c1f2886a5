"""Folders."""

from __future__ import annotations

from ..model.folder import Folder
from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind
from .target import Target


def compile_folder(definition: Definition[Folder], target: Target) -> Resource:
    """A folder with its parent by uid; the empty uid is Grafana's root."""
    folder = definition.value
    spec = {
        "title": folder.title,
        "parentUid": folder.parent.uid if folder.parent else "",
        "description": folder.description if target.knows_folder_description else "",
    }
    return Resource(ResourceId(ResourceKind.FOLDER, folder.uid), folder.title, spec, origins={"": definition.origin})
