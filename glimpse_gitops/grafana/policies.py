"""The notification policy tree: one an organisation, replaced as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import RefusedError
from ..model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from .client import Client
from .notifications import ensure_same_provenance, in_turn, keeper_by
from .settle import ensure_unchanged, settle

_DEFAULT_RECEIVERS = frozenset({"empty", "grafana-default-email"})
_DEFAULT_GROUPING = ["grafana_folder", "alertname"]


@dataclass(frozen=True)
class Policies:
    """Reads and writes the tree. The one that a fresh Grafana starts with counts as none."""

    client: Client
    kind: ResourceKind = ResourceKind.POLICY

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`."""
        tree = self.read_one(POLICY_ID)
        return {} if tree is None else {POLICY_ID: tree}

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        with self.client.about(str(id)):
            root = self.client.api.alertingprovisioning.get_notification_policy_tree()
        return None if _is_default(root) else _from_root(root)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`. The API has no lock for the tree, so it is read again right before."""
        ensure_same_provenance(self.client, live)
        settle(desired, live, lambda: self._send(desired, live), lambda: self.read_one(desired.id))

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`: back to the tree of a fresh Grafana. Grafana answers 202 even where that failed."""
        now = self.read_one(live.id)
        if now is None:
            return
        ensure_unchanged(live, live, now)

        def send() -> None:
            with self.client.about(str(live.id)):
                self.client.api.alertingprovisioning.delete_notification_policy_tree()

        in_turn(self.client, send)
        if self.read_one(live.id) is not None:
            raise RefusedError(f"{live.id}: Grafana says that it was reset, and it was not", "try again", status=500)

    def _send(self, desired: Resource, live: Resource | None) -> None:
        ensure_unchanged(desired, live, self.read_one(desired.id))

        def send() -> None:
            with self.client.about(str(desired.id)):
                self.client.api.alertingprovisioning.set_notification_policy_tree(
                    dict(desired.spec), disable_provenance=self.client.provenance == "editable"
                )

        in_turn(self.client, send)


def _is_default(root: Mapping[str, Any]) -> bool:
    said = {key: value for key, value in root.items() if value}
    return (
        said.pop("receiver", "") in _DEFAULT_RECEIVERS
        and said.pop("group_by", _DEFAULT_GROUPING) == _DEFAULT_GROUPING
        and not said
    )


def _from_root(root: Mapping[str, Any]) -> Resource:
    provenance = root.get("provenance") or ""
    return Resource(
        POLICY_ID,
        "notification policy",
        {key: value for key, value in root.items() if key != "provenance"},
        keeper=keeper_by(provenance),
        provenance=provenance,
    )
