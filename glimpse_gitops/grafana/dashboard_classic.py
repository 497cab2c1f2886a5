"""Dashboards through the classic API: Grafana 11.6, and where the resource API is not let through."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import ConflictError, RefusedError
from ..model.resource import Resource, ResourceId, ResourceKind
from .client import Client, segment
from .patience import patiently
from .settle import ensure_same_version, settle
from .sight import FEW, doubtful

ATTEMPTS = 4
"""Requests for one write, at most."""

SEARCH_PAGE = 5000
"""Dashboards that one page of the search names, at most."""


@dataclass(frozen=True)
class DashboardClassic:
    """Reads and writes dashboards one by one."""

    client: Client
    kind: ResourceKind = ResourceKind.DASHBOARD

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`. There is no listing with content, so it gives the wanted ones and no others."""
        missing = self._not_listed(wanted)
        absent = missing.difference(doubtful(list(missing), self.client))
        found = self.client.at_once(self._read_shared, [id for id in wanted if id not in absent])
        return {resource.id: resource for resource in found if resource is not None}

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`. Grafana 11.6 answers 406 for a dashboard that only the v2 schema can express."""
        api = self.client.api
        find = self.client.find if self.client.version >= (12, 0) else self.client.find_visible
        try:
            body = find(str(id), lambda: api.dashboard.get_dashboard(segment(id.identity)))
        except RefusedError as error:
            if error.status != 406:
                raise
            return Resource(id, id.identity, {"folderUid": "", "dashboard": {}}, stored_as="v2")
        return None if body is None else _from_body(id, body)

    def _read_shared(self, id: ResourceId) -> Resource | None:
        live = self.read_one(id)
        return None if live is None else self.client.as_desired(live)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`. No version is atomic here: of writers of one moment, two may win (measured)."""
        folder = str(desired.spec.get("folderUid", ""))
        settle(
            desired,
            live,
            lambda: patiently(self.client, folder, lambda: self._send_until_heard(desired, live)),
            lambda: self.read_one(desired.id),
        )

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`."""
        now = self.read_one(live.id)
        if now is None:
            return
        ensure_same_version(live, now)
        api = self.client.api
        self.client.find(str(live.id), lambda: api.dashboard.delete_dashboard(segment(live.id.identity)))

    def _not_listed(self, wanted: Sequence[ResourceId]) -> set[ResourceId]:
        """Those that the search does not name. That of Grafana 12 lags behind, so it is not asked."""
        if len(wanted) <= FEW or self.client.version >= (12, 0):
            return set()
        missing = set(wanted)
        for page in itertools.count(1):
            with self.client.about("the dashboards"):
                hits = self.client.api.search.search_dashboards(type_="dash-db", limit=SEARCH_PAGE, page=page)
            missing.difference_update(ResourceId(self.kind, hit["uid"]) for hit in hits)
            if len(hits) < SEARCH_PAGE:
                break
        return missing

    def _send_until_heard(self, desired: Resource, live: Resource | None) -> None:
        """Send again after a mismatch of versions: 11.6 reports one where it only found its SQLite locked (measured).

        Where somebody did change the dashboard, the fresh read before the next request tells.
        """
        for attempt in range(1, ATTEMPTS):
            try:
                return self._send(desired, live)
            except ConflictError as error:
                if live is None or error.status != 412:
                    raise
            self.client.session.pause(attempt)
        return self._send(desired, live)

    def _send(self, desired: Resource, live: Resource | None) -> None:
        dashboard: dict[str, Any] = {**desired.spec["dashboard"], "uid": desired.id.identity, "id": None}
        dashboard.pop("version", None)
        if live is not None:
            # A dashboard that was deleted meanwhile would come back.
            ensure_same_version(live, self.read_one(desired.id))
            dashboard["version"] = int(live.version)
        body = {
            "dashboard": dashboard,
            "folderUid": desired.spec.get("folderUid", ""),
            "message": self.client.message,
            "overwrite": False,
        }
        with self.client.about(str(desired.id)):
            self.client.api.dashboard.update_dashboard(body)


def _from_body(id: ResourceId, body: Mapping[str, Any]) -> Resource:
    meta = body["meta"]
    dashboard = {key: value for key, value in body["dashboard"].items() if key not in ("id", "version")}
    return Resource(
        id,
        str(dashboard.get("title") or id.identity),
        {"folderUid": meta.get("folderUid") or "", "dashboard": dashboard},
        version=str(meta.get("version", "")),
        keeper="file" if meta.get("provisioned") else "",
        edited_by=_known(str(meta.get("updatedBy") or "")),
        edited_at=str(meta.get("updated") or ""),
    )


def _known(name: str) -> str:
    # What the classic API of 12 calls everybody.
    return "" if name == "Anonymous" else name
