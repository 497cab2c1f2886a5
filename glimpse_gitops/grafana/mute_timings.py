"""Mute timings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.resource import Resource, ResourceId, ResourceKind
from .client import Client, segment
from .notifications import ensure_same_provenance, headers_for, in_turn, keeper_by
from .settle import changed_meanwhile, settle


@dataclass(frozen=True)
class MuteTimings:
    """Reads and writes mute timings."""

    client: Client
    kind: ResourceKind = ResourceKind.MUTE_TIMING

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`. The listing is the whole document, never a part of it."""
        with self.client.about("the mute timings"):
            listing = self.client.api.alertingprovisioning.get_mute_timings()
        resources = (_from_body(body) for body in listing or ())
        return {resource.id: resource for resource in resources}

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        api = self.client.api.alertingprovisioning
        body = self.client.find(str(id), lambda: api.get_mute_timing(segment(id.identity)))
        return None if body is None else _from_body(body)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`."""
        ensure_same_provenance(self.client, live)
        settle(desired, live, lambda: self._send(desired, live), lambda: self.read_one(desired.id))

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`. One that a policy or a rule still uses is refused."""
        path = _path(live.id)

        def send() -> None:
            with self.client.about(str(live.id)):
                self.client.api.client.DELETE(
                    path, params={"version": live.version}, headers=headers_for(self.client, live)
                )

        in_turn(self.client, send, has_version=True)

    def _send(self, desired: Resource, live: Resource | None) -> None:
        # The POST of a name that is taken gets a bare 400, so it is asked for first.
        if live is None and self.read_one(desired.id) is not None:
            raise changed_meanwhile(desired)
        body = {"name": desired.id.identity, **desired.spec}

        def send() -> None:
            with self.client.about(str(desired.id)):
                if live is None:
                    self.client.api.alertingprovisioning.create_mute_timing(
                        body, disable_provenance=self.client.provenance == "editable"
                    )
                else:
                    # grafana-client's own method cannot send the header, and would lock an editable timing.
                    self.client.api.client.PUT(
                        _path(desired.id),
                        json={**body, "version": live.version},
                        headers=self.client.provenance_headers(),
                    )

        in_turn(self.client, send, has_version=live is not None)


def _path(id: ResourceId) -> str:
    return f"/v1/provisioning/mute-timings/{segment(id.identity)}"


def _from_body(body: Mapping[str, Any]) -> Resource:
    provenance = body.get("provenance") or ""
    return Resource(
        ResourceId(ResourceKind.MUTE_TIMING, body["name"]),
        body["name"],
        {"time_intervals": body.get("time_intervals") or []},
        version=body.get("version") or "",
        keeper=keeper_by(provenance),
        provenance=provenance,
    )
