"""Dashboards through the resource API, on Grafana 12 and newer: all in a few requests, each write atomic."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model.packed_dashboard import PackedDashboard
from ..model.resource import Resource, ResourceId, ResourceKind
from . import resource_api
from .client import Client
from .patience import past_locks
from .read_ahead import IncompleteListingError
from .settle import ensure_not_kept, settle
from .sight import doubtful

_GRANT = {"grafana.app/grant-permissions": "default"}
"""On creation in the root: without it an Editor's token cannot even read what it has just made there.

In a folder the folder's own permissions count, and the server grants nothing, at a tenth of the cost of the write.
"""


@dataclass(frozen=True)
class DashboardResources:
    """Reads and writes dashboards as resources."""

    client: Client
    kind: ResourceKind = ResourceKind.DASHBOARD

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`."""
        with self.client.about("the dashboards"):
            found = self._listed(frozenset(wanted))
        missing = [id for id in wanted if id not in found]
        for resource in self.client.at_once(self.read_one, doubtful(missing, self.client)):
            if resource is not None:
                found[resource.id] = resource
        return found

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        path = resource_api.member(resource_api.DASHBOARDS, self.client.namespace, id.identity)
        item = self.client.find(str(id), lambda: resource_api.request(self.client.api, "GET", path))
        return None if item is None else _from_resource(item)

    def _listed(self, wanted: Collection[ResourceId]) -> dict[ResourceId, Resource]:
        ahead, self.client.ahead = self.client.ahead, None
        if ahead is not None:
            with contextlib.suppress(IncompleteListingError):
                return self._all_of(ahead.objects(), wanted)
        group, namespace = resource_api.DASHBOARDS, self.client.namespace
        return self._all_of(resource_api.pages(self.client.api, group, namespace), wanted)

    def _all_of(self, items: Iterable[Mapping[str, Any]], wanted: Collection[ResourceId]) -> dict[ResourceId, Resource]:
        return {one.id: self._kept(one, one.id in wanted) for one in map(_from_resource, items)}

    def _kept(self, live: Resource, asked: bool) -> Resource:
        """What stays in memory of a listed dashboard while the next page is read."""
        return self.client.as_desired(live) if asked else replace(live, spec=PackedDashboard(live.spec))

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`."""
        ensure_not_kept(live)
        settle(
            desired,
            live,
            lambda: past_locks(self.client, lambda: self._send(desired, live)),
            lambda: self.read_one(desired.id),
        )

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`."""
        ensure_not_kept(live)
        api, uid = self.client.api, live.id.identity
        self.client.find(
            str(live.id),
            lambda: resource_api.delete(api, resource_api.DASHBOARDS, self.client.namespace, uid, live.version),
        )

    def _send(self, desired: Resource, live: Resource | None) -> None:
        group, _ = resource_api.DASHBOARDS
        uid = desired.id.identity
        # The folder is always sent: left out, the dashboard would move to the root.
        notes = {resource_api.FOLDER_ANNOTATION: desired.spec.get("folderUid", "")}
        if self.client.message:
            notes["grafana.app/message"] = self.client.message
        metadata: dict[str, Any] = {"name": uid, "annotations": notes}
        body = {
            "apiVersion": group,
            "kind": "Dashboard",
            "metadata": metadata,
            "spec": {key: value for key, value in desired.spec["dashboard"].items() if key not in ("id", "version")},
        }
        with self.client.about(str(desired.id)):
            if live is None:
                notes.update({} if notes[resource_api.FOLDER_ANNOTATION] else _GRANT)
                path = resource_api.collection(resource_api.DASHBOARDS, self.client.namespace)
                resource_api.write(self.client.api, "POST", path, body)
            else:
                metadata["resourceVersion"] = live.version
                path = resource_api.member(resource_api.DASHBOARDS, self.client.namespace, uid)
                resource_api.write(self.client.api, "PUT", path, body)


def _from_resource(item: Mapping[str, Any]) -> Resource:
    metadata, uid = item["metadata"], item["metadata"]["name"]
    notes = resource_api.annotations_of(item)
    dashboard = {key: value for key, value in item["spec"].items() if key not in ("id", "version")}
    return Resource(
        ResourceId(ResourceKind.DASHBOARD, uid),
        str(dashboard.get("title") or uid),
        {
            "folderUid": notes.get(resource_api.FOLDER_ANNOTATION, ""),
            "dashboard": {**dashboard, "uid": uid},
        },
        version=str(metadata.get("resourceVersion", "")),
        keeper=resource_api.keeper_of(item),
        edited_by=notes.get("grafana.app/updatedBy", ""),
        edited_at=notes.get("grafana.app/updatedTimestamp", ""),
        stored_as=_newer_schema(item),
    )


def _newer_schema(item: Mapping[str, Any]) -> str:
    """The schema that it is stored in where that is v2: what is read here is then a lossy translation."""
    conversion = (item.get("status") or {}).get("conversion") or {}
    stored = str(conversion.get("storedVersion") or "")
    return stored if stored.startswith("v2") else ""
