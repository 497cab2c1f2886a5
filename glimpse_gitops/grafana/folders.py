"""Folders: one listing of all levels on Grafana 12 and newer, one request each before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import RefusedError
from ..model.resource import Resource, ResourceId, ResourceKind
from . import resource_api
from .client import Client, segment
from .patience import patiently
from .settle import ensure_not_kept, ensure_same_version, settle

_SHARED_WITH_ME = "sharedwithme"
"""Listings show it to tokens; it is no folder."""


@dataclass(frozen=True)
class Folders:
    """Reads and writes folders, nested ones included."""

    client: Client
    kind: ResourceKind = ResourceKind.FOLDER

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`. Listings of 11.6 lack versions and deeper levels: there it gives the wanted ones only."""
        found: dict[ResourceId, Resource] = {}
        if self.client.has_resource_api:
            with self.client.about("the folders"):
                items = list(resource_api.pages(self.client.api, resource_api.FOLDERS, self.client.namespace))
            resources = (_from_resource(item) for item in items if item["metadata"]["name"] != _SHARED_WITH_ME)
            found = {resource.id: resource for resource in resources}
        missing = [id for id in wanted if id not in found]
        for resource in self.client.at_once(self.read_one, missing):
            if resource is not None:
                found[resource.id] = resource
        return found

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        api = self.client.api
        if self.client.has_resource_api:
            path = resource_api.member(resource_api.FOLDERS, self.client.namespace, id.identity)
            item = self.client.find(str(id), lambda: resource_api.request(api, "GET", path))
            return None if item is None else _from_resource(item)
        folder = self.client.find_visible(str(id), lambda: api.folder.get_folder(segment(id.identity)))
        return None if folder is None else _from_classic(folder)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`. The parent must be there: Grafana 12 would make an orphan that nobody sees."""
        ensure_not_kept(live)
        parent = str(desired.spec.get("parentUid") or "")
        known = parent in self.client.made_folders
        if parent and not known and (live is None or live.spec.get("parentUid") != parent):
            self._ensure_parent(desired, parent)
        if live is None:
            settle(
                desired,
                live,
                lambda: patiently(self.client, parent, lambda: self._create(desired)),
                lambda: self.read_one(desired.id),
            )
            self.client.made_folders.add(desired.id.identity)
        else:
            settle(desired, live, lambda: self._update(desired, live), lambda: self.read_one(desired.id))

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`. A folder that holds anything is refused, never emptied."""
        ensure_not_kept(live)
        uid, api = live.id.identity, self.client.api
        now = self.read_one(live.id)
        if now is None:
            return
        ensure_same_version(live, now)
        # Counted on every version: with dashboards in SQL, 12.4 deletes folders and dashboards with their folder.
        counts = self.client.find(str(live.id), lambda: api.client.GET(f"/folders/{segment(uid)}/counts")) or {}
        if held := sorted(what for what, count in counts.items() if count):
            raise RefusedError(f"{live.id} is not empty: it holds {', '.join(held)}", "move them first", status=400)
        if self.client.has_resource_api:
            self.client.find(
                str(live.id),
                lambda: resource_api.delete(api, resource_api.FOLDERS, self.client.namespace, uid, live.version),
            )
            return
        self.client.find(str(live.id), lambda: api.folder.delete_folder(segment(uid)))

    def _ensure_parent(self, desired: Resource, parent: str) -> None:
        if self.read_one(ResourceId(ResourceKind.FOLDER, parent)) is None:
            raise RefusedError(f'{desired.id}: its parent folder "{parent}" does not exist', status=404)

    def _create(self, desired: Resource) -> None:
        # The classic call, since it also gives the usual permissions; the resource API leaves them empty.
        body = {"uid": desired.id.identity, **desired.spec}
        with self.client.about(str(desired.id)):
            self.client.api.client.POST("/folders", json=body)

    def _update(self, desired: Resource, live: Resource) -> None:
        # On 12.4 with dashboards in SQL, folders are written whatever version the request names.
        ensure_same_version(live, self.read_one(desired.id))
        if self.client.has_resource_api:
            self._put(desired, live)
        else:
            self._put_classic(desired, live)

    def _put(self, desired: Resource, live: Resource) -> None:
        group, _ = resource_api.FOLDERS
        uid, spec = desired.id.identity, desired.spec
        body = {
            "apiVersion": group,
            "kind": "Folder",
            "metadata": {
                "name": uid,
                "resourceVersion": live.version,
                "annotations": {resource_api.FOLDER_ANNOTATION: spec.get("parentUid", "")},
            },
            "spec": {"title": spec["title"], "description": spec.get("description", "")},
        }
        path = resource_api.member(resource_api.FOLDERS, self.client.namespace, uid)
        with self.client.about(str(desired.id)):
            resource_api.request(self.client.api, "PUT", path, body)

    def _put_classic(self, desired: Resource, live: Resource) -> None:
        path = f"/folders/{segment(desired.id.identity)}"
        spec = desired.spec
        kept = {key: spec.get(key, "") for key in ("title", "description")}
        with self.client.about(str(desired.id)):
            if any(live.spec.get(key, "") != value for key, value in kept.items()):
                self.client.api.client.PUT(path, json={**kept, "version": int(live.version)})
            if spec.get("parentUid", "") != live.spec.get("parentUid", ""):
                self.client.api.folder.move_folder(segment(desired.id.identity), spec.get("parentUid", ""))


def _from_resource(item: Mapping[str, Any]) -> Resource:
    metadata, spec = item["metadata"], item["spec"]
    return Resource(
        ResourceId(ResourceKind.FOLDER, metadata["name"]),
        spec["title"],
        {
            "title": spec["title"],
            "parentUid": resource_api.annotations_of(item).get(resource_api.FOLDER_ANNOTATION, ""),
            "description": spec.get("description") or "",
        },
        version=str(metadata.get("resourceVersion", "")),
        keeper=resource_api.keeper_of(item),
    )


def _from_classic(folder: Mapping[str, Any]) -> Resource:
    spec = {"title": folder["title"], "parentUid": folder.get("parentUid") or ""}
    if "description" in folder:
        spec["description"] = folder["description"]
    return Resource(
        ResourceId(ResourceKind.FOLDER, folder["uid"]),
        folder["title"],
        spec,
        version=str(folder["version"]),
        keeper="git-sync" if folder.get("managedBy") == "repo" else "",
    )
