"""The manifest as a dashboard: a page for people, with the machine's list inside it (design, decision 7).

Its one text panel survives every storage and schema of Grafana byte for byte (measured), which labels, annotations and
unknown keys do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import UnsafePlanError
from ..model.manifest import MANIFEST_FOLDER, Manifest, OwnedObject, manifest_uid
from ..model.resource import Resource, ResourceId, ResourceKind

FORMAT = 1

_BLOCK = re.compile(r"<!-- glimpse-gitops manifest\n(.*?)\n-->", re.DOTALL)
_KINDS = {kind.name.lower(): kind for kind in ResourceKind}


def manifest_id(owner: str) -> ResourceId:
    """The dashboard that carries the manifest of `owner`."""
    return ResourceId(ResourceKind.DASHBOARD, manifest_uid(owner))


def manifest_folder() -> Resource:
    """The folder in which the manifests of all owners stand."""
    spec = {
        "title": "GitOps",
        "parentUid": "",
        "description": "Who manages what in this Grafana, kept by glimpse-gitops",
    }
    return Resource(ResourceId(ResourceKind.FOLDER, MANIFEST_FOLDER), "GitOps", spec)


def manifest_resource(manifest: Manifest) -> Resource:
    """The manifest as a dashboard to write: the same bytes for the same manifest."""
    title = f"GitOps: {manifest.owner}"
    panel = {
        "id": 1,
        "type": "text",
        "title": "",
        "gridPos": {"h": 24, "w": 24, "x": 0, "y": 0},
        "options": {"mode": "markdown", "content": _page(manifest)},
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
    return Resource(manifest_id(manifest.owner), title, {"folderUid": MANIFEST_FOLDER, "dashboard": dashboard})


def read_manifest(live: Resource | None, owner: str, project: str) -> Manifest:
    """The manifest of `owner` in the live dashboard, or an empty one where there is none.

    Raises UnsafePlanError where the page belongs to another project, or cannot be read: guessing what is ours could
    overwrite what is not.
    """
    if live is None:
        return Manifest(owner, project, {})
    given, objects = _list_in(live, owner)
    if given != project:
        raise UnsafePlanError(
            f'this Grafana is managed by another project with the same owner name "{owner}" (project id {given})',
            "give this project an `owner` of its own in pyproject.toml, and a `project` id too where it is a copy",
        )
    return Manifest(owner, given, objects)


def entries_in(page: Resource, owner: str) -> Mapping[ResourceId, OwnedObject]:
    """What the manifest of any `owner` lists; an UnsafePlanError where it cannot be read."""
    return _list_in(page, owner)[1]


def _list_in(page: Resource, owner: str) -> tuple[str, dict[ResourceId, OwnedObject]]:
    """The project's id and the objects, from the machine's part of the page."""
    found = [match for text in _texts(page.spec["dashboard"]) if (match := _BLOCK.search(text))]
    try:
        data = json.loads(found[0].group(1))
        if data["format"] == FORMAT:
            return str(data["project"]), {entry.id: entry for entry in map(_entry, data["objects"])}
    except (IndexError, KeyError, TypeError, ValueError):
        raise UnsafePlanError(
            f'dashboard "{page.id.identity}" should list what "{owner}" manages here, and its list cannot be read',
            "restore it from its version history in Grafana, or delete it: then nothing counts as ours any more",
        ) from None
    raise UnsafePlanError(
        f'dashboard "{page.id.identity}" lists what "{owner}" manages here in a format that this version cannot read',
        "run the version that wrote it, or a newer one",
    )


def _entry(data: Mapping[str, Any]) -> OwnedObject:
    id, title, spec_hash = data["id"], data["title"], data["hash"]
    secrets = dict(data.get("secrets", {}))
    if not all(isinstance(one, str) for one in (id, title, spec_hash, *secrets.values())):
        raise TypeError("an entry holds something else than texts")
    return OwnedObject(ResourceId(_KINDS[data["kind"]], id), title, spec_hash, secrets)


def _texts(dashboard: Mapping[str, Any]) -> Iterable[str]:
    for panel in dashboard.get("panels") or ():
        options = panel.get("options") if isinstance(panel, Mapping) else None
        if isinstance(options, Mapping) and isinstance(options.get("content"), str):
            yield options["content"]


def _page(manifest: Manifest) -> str:
    objects = sorted(manifest.objects.values(), key=lambda entry: entry.id.sort_key)
    lines = [
        f"# What {manifest.owner} manages here",
        "",
        "`glimpse-gitops apply` keeps this page and everything on it: edit the code that they come from, "
        "not the objects here.",
    ]
    for kind in ResourceKind:
        named = [entry for entry in objects if entry.id.kind is kind]
        if named:
            lines += ["", f"## {_plural(kind)}", ""]
            lines += [f"* {_link(entry)}" for entry in named]
    return "\n".join(lines) + "\n\n" + _block(manifest, objects)


def _plural(kind: ResourceKind) -> str:
    return "Notification policy" if kind is ResourceKind.POLICY else f"{kind.value.capitalize()}s"


def _link(entry: OwnedObject) -> str:
    title = re.sub(r"([\\`*_\[\]<>|])", r"\\\1", entry.title)
    if entry.id.kind is ResourceKind.DASHBOARD:
        return f"[{title}](/d/{entry.id.identity})"
    if entry.id.kind is ResourceKind.FOLDER:
        return f"[{title}](/dashboards/f/{entry.id.identity})"
    return title


def _block(manifest: Manifest, objects: list[OwnedObject]) -> str:
    rows = [
        {"kind": entry.id.kind.name.lower(), "id": entry.id.identity, "title": entry.title, "hash": entry.hash}
        | ({"secrets": dict(sorted(entry.secrets.items()))} if entry.secrets else {})
        for entry in objects
    ]
    lines = [json.dumps(row, ensure_ascii=False).replace(">", "\\u003e") for row in rows]
    head = json.dumps({"format": FORMAT, "owner": manifest.owner, "project": manifest.project})[1:-1]
    body = "{" + head + ', "objects": [' + ("\n" + ",\n".join(lines) + "\n" if lines else "") + "]}"
    return f"<!-- glimpse-gitops manifest\n{body}\n-->\n"
