"""Data sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.resource import Resource, ResourceId, ResourceKind
from .client import Client, segment
from .refusal import REDACTED
from .settle import ensure_same_version, settle

_SHOWN = ("uid", "name", "type", "url", "access", "isDefault", "basicAuth", "basicAuthUser", "jsonData")
_SHOWN_WHERE_SET = ("user", "database", "withCredentials")
"""Old keys that hardly any data source has; a write without them clears them."""


@dataclass(frozen=True)
class Datasources:
    """Reads and writes data sources by uid. The listing lacks versions and users, so each is asked for."""

    client: Client
    kind: ResourceKind = ResourceKind.DATASOURCE

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`."""
        found = self.client.at_once(self.read_one, wanted)
        return {resource.id: resource for resource in found if resource is not None}

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        api = self.client.api
        body = self.client.find(str(id), lambda: api.datasource.get_datasource_by_uid(segment(id.identity)))
        return None if body is None else _from_body(body)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`. Stored secrets that are not among `secrets` stay, those no longer wanted are cleared."""
        settle(
            desired,
            live,
            lambda: self._send(desired, live, secrets),
            lambda: self.read_one(desired.id),
            with_secrets=bool(secrets),
        )

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`."""
        now = self.read_one(live.id)
        if now is None:
            return
        ensure_same_version(live, now)
        api = self.client.api
        self.client.find(str(live.id), lambda: api.datasource.delete_datasource_by_uid(segment(live.id.identity)))

    def _send(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        wanted = desired.spec.get("secureJsonData") or {}
        stored = (live.spec.get("secureJsonData") or {}) if live else {}
        values = {name: secrets[f"/secureJsonData/{name}"] for name in wanted if f"/secureJsonData/{name}" in secrets}
        cleared = dict.fromkeys((name for name in stored if name not in wanted), "")
        body = {**desired.spec, "secureJsonData": {**values, **cleared}}
        with self.client.about(str(desired.id), secrets.values()):
            if live is None:
                # The first one of an organisation becomes the default whatever the request says.
                self.client.api.datasource.create_datasource(body)
                return
            # Only the wish to be the default counts: whoever is it by chance stays it.
            body |= {"version": int(live.version), "isDefault": bool(body.get("isDefault") or live.spec["isDefault"])}
            self.client.api.datasource.update_datasource_by_uid(segment(desired.id.identity), body)


def _from_body(body: Mapping[str, Any]) -> Resource:
    spec = {key: body.get(key) for key in _SHOWN}
    spec |= {key: body[key] for key in _SHOWN_WHERE_SET if body.get(key)}
    spec["secureJsonData"] = {name: REDACTED for name, is_set in (body.get("secureJsonFields") or {}).items() if is_set}
    return Resource(
        ResourceId(ResourceKind.DATASOURCE, body["uid"]),
        body["name"],
        spec,
        version=str(body.get("version", "")),
        keeper="file" if body.get("readOnly") else "",
    )
