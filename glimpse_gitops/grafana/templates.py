"""Notification templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.resource import Resource, ResourceId, ResourceKind
from .client import Client, segment
from .notifications import ensure_same_provenance, headers_for, in_turn, keeper_by
from .settle import changed_meanwhile, settle


@dataclass(frozen=True)
class Templates:
    """Reads and writes notification templates."""

    client: Client
    kind: ResourceKind = ResourceKind.TEMPLATE

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`. The listing is the whole document, never a part of it."""
        with self.client.about("the notification templates"):
            listing = self.client.api.alertingprovisioning.get_templates()
        resources = (_from_body(body) for body in listing or ())
        return {resource.id: resource for resource in resources}

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        api = self.client.api.alertingprovisioning
        body = self.client.find(str(id), lambda: api.get_template(segment(id.identity)))
        return None if body is None else _from_body(body)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`."""
        ensure_same_provenance(self.client, live)
        settle(desired, live, lambda: self._send(desired, live), lambda: self.read_one(desired.id))

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`."""
        path = f"/v1/provisioning/templates/{segment(live.id.identity)}"

        def send() -> None:
            with self.client.about(str(live.id)):
                self.client.api.client.DELETE(
                    path, params={"version": live.version}, headers=headers_for(self.client, live)
                )

        in_turn(self.client, send, has_version=True)

    def _send(self, desired: Resource, live: Resource | None) -> None:
        # A PUT without a version would silently replace what somebody made since the plan.
        if live is None and self.read_one(desired.id) is not None:
            raise changed_meanwhile(desired)
        body = {**desired.spec, "version": live.version if live else ""}
        editable = self.client.provenance == "editable"

        def send() -> None:
            with self.client.about(str(desired.id)):
                self.client.api.alertingprovisioning.create_or_update_template(
                    segment(desired.id.identity), body, disable_provenance=editable
                )

        in_turn(self.client, send, has_version=live is not None)


def _from_body(body: Mapping[str, Any]) -> Resource:
    provenance = body.get("provenance") or ""
    return Resource(
        ResourceId(ResourceKind.TEMPLATE, body["name"]),
        body["name"],
        {"template": body["template"]},
        version=body.get("version") or "",
        keeper=keeper_by(provenance),
        provenance=provenance,
    )
