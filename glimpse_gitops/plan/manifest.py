"""The manifest as a dashboard: a page for people, with the machine's list inside it (design, decision 7).

Its one text panel survives every storage and schema of Grafana byte for byte (measured), which labels, annotations and
unknown keys do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..errors import UnsafePlanError
from ..model.environment import NOWHERE, Environment
from ..model.manifest import MANIFEST_FOLDER, Manifest, OwnedObject, manifest_uid
from ..model.resource import Resource, ResourceId, ResourceKind
from .manifest_list import FORMATS, find_list, list_text, manifest_from
from .manifest_page import page_text


def manifest_id(owner: str) -> ResourceId:
    """The dashboard that carries the manifest of `owner`."""
    return ResourceId(ResourceKind.DASHBOARD, manifest_uid(owner))


def is_manifest(live: Resource) -> bool:
    """Whether it is the page of some owner, wherever it stands: by its uid and its list, be that readable or not."""
    if live.id.kind is not ResourceKind.DASHBOARD or not live.id.identity.startswith(manifest_uid("")):
        return False
    try:
        return any(find_list(text) is not None for text in _texts(live.spec["dashboard"]))
    except ValueError:
        return True


def manifest_folder() -> Resource:
    """The folder in which manifests stand, unless the settings name one that is there."""
    spec = {
        "title": "GitOps",
        "parentUid": "",
        "description": "Who manages what in this Grafana, kept by glimpse-gitops",
    }
    return Resource(ResourceId(ResourceKind.FOLDER, MANIFEST_FOLDER), "GitOps", spec)


def manifest_resource(manifest: Manifest) -> Resource:
    """The manifest as a dashboard to write."""
    title = f"GitOps: {manifest.owner}"
    panel = {
        "id": 1,
        "type": "text",
        "title": "",
        "gridPos": {"h": 24, "w": 24, "x": 0, "y": 0},
        "options": {"mode": "markdown", "content": f"{page_text(manifest)}\n{list_text(manifest)}"},
    }
    dashboard = {
        "uid": manifest_id(manifest.owner).identity,
        "title": title,
        "tags": ["gitops"],
        "editable": False,
        "schemaVersion": 41,
        "annotations": {"list": []},
        "templating": {"list": []},
        "time": {"from": "now-6h", "to": "now"},
        "timepicker": {"hidden": True},
        "panels": [panel],
    }
    return Resource(manifest_id(manifest.owner), title, {"folderUid": manifest.folder, "dashboard": dashboard})


def read_manifest(
    live: Resource | None,
    owner: str,
    project: str,
    environment: Environment = NOWHERE,
    folder: str = MANIFEST_FOLDER,
) -> Manifest:
    """The manifest of `owner` in the live dashboard, or an empty one where there is none.

    Raises UnsafePlanError where the page belongs to another project or environment, or cannot be read: guessing what
    is ours could overwrite what is not. A page of no environment, or of the name that `environment` had before, becomes
    one of `environment`, and one that stands in another folder goes to `folder`, with its next write.
    """
    if live is None:
        return Manifest(owner, project, environment=environment.name, folder=folder)
    found = manifest_in(live, owner)
    if found.project != project:
        raise UnsafePlanError(
            f'this Grafana is managed by another project with the same owner name "{owner}" '
            f"(project id {found.project})",
            "give this project an `owner` of its own in pyproject.toml, and a `project` id too where it is a copy",
        )
    if found.environment not in ("", environment.name, environment.moved_from):
        chosen = f'environment "{environment.name}"' if environment.name else "no environment"
        raise UnsafePlanError(
            f'owner "{owner}" manages environment "{found.environment}" in this Grafana, and {chosen} was chosen',
            f"choose it with --env {found.environment}, or give the other environment an `owner` of its own; "
            f'one that has another name now says moved_from = "{found.environment}"',
        )
    return replace(found, owner=owner, environment=environment.name, folder=folder)


def entries_in(page: Resource, owner: str) -> Mapping[ResourceId, OwnedObject]:
    """What the manifest of any `owner` lists; an UnsafePlanError where it cannot be read."""
    return manifest_in(page, owner).objects


def manifest_in(page: Resource, owner: str) -> Manifest:
    """The manifest from the machine's part of a live page; an UnsafePlanError where it cannot be read."""
    try:
        found = [data for text in _texts(page.spec["dashboard"]) if (data := find_list(text)) is not None]
        if found[0]["format"] in FORMATS:
            return replace(manifest_from(found[0]), folder=page.spec.get("folderUid") or "")
    except (IndexError, KeyError, TypeError, ValueError):
        raise UnsafePlanError(
            f'dashboard "{page.id.identity}" should list what "{owner}" manages here, and its list cannot be read',
            "restore it from its version history in Grafana, or delete it: then nothing counts as ours any more",
        ) from None
    raise UnsafePlanError(
        f'dashboard "{page.id.identity}" lists what "{owner}" manages here in a format that this version cannot read',
        "run the version that wrote it, or a newer one",
    )


def _texts(dashboard: Mapping[str, Any]) -> Iterable[str]:
    for panel in dashboard.get("panels") or ():
        options = panel.get("options") if isinstance(panel, Mapping) else None
        if isinstance(options, Mapping) and isinstance(options.get("content"), str):
            yield options["content"]
