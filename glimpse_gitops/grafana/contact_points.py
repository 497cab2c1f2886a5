"""Contact points: Grafana's API knows channels that share a name, the tool one object with all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import GlimpseError, MissingSecretError, RefusedError, UnreachableError
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.normalise import normalise
from .client import Client, segment
from .notifications import ensure_same_provenance, in_turn, keeper_by
from .refusal import REDACTED
from .settle import ensure_unchanged, settle

_PATH = "/v1/provisioning/contact-points"

Channel = Mapping[str, Any]


@dataclass(frozen=True)
class ContactPoints:
    """Reads and writes contact points; a change of one channel writes that channel only."""

    client: Client
    kind: ResourceKind = ResourceKind.CONTACT_POINT

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`. The listing is the whole document, never a part of it."""
        return self._listed("the contact points", None)

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`."""
        return self._listed(str(id), id.identity).get(id)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`. Each channel that has a secret in `secrets` is sent again, nested ones included."""
        ensure_same_provenance(self.client, live)
        settle(
            _in_order(desired),
            live,
            lambda: self._send(desired, live, secrets),
            lambda: self.read_one(desired.id),
            with_secrets=bool(secrets),
        )

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`. One that a policy or a rule still uses is refused."""
        now = self.read_one(live.id)
        if now is None:
            return
        ensure_unchanged(live, live, now)
        for channel in live.spec["integrations"]:
            self._delete_channel(live.id, channel["uid"])

    def _listed(self, subject: str, name: str | None) -> dict[ResourceId, Resource]:
        with self.client.about(subject):
            listing = self.client.api.alertingprovisioning.get_contactpoints(name)
        by_name: dict[str, list[Channel]] = {}
        for channel in listing or ():
            by_name.setdefault(channel["name"], []).append(channel)
        resources = (_from_channels(name, channels) for name, channels in by_name.items())
        return {resource.id: resource for resource in resources}

    def _send(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        now = self.read_one(desired.id)
        ensure_unchanged(desired, live, now)
        there = _by_uid(now.spec) if now else {}
        for position, channel in enumerate(desired.spec["integrations"]):
            pointer = f"/integrations/{position}"
            values = {
                key.removeprefix(pointer): value for key, value in secrets.items() if key.startswith(f"{pointer}/")
            }
            known = there.get(channel["uid"])
            if known is not None and not values and _same(channel, known):
                continue
            body = {"name": desired.id.identity, **_with_secrets(channel, values)}
            _ensure_complete(desired.id, body, known)
            try:
                self._send_channel(desired.id, body, known is not None, values.values())
            except (UnreachableError, RefusedError):
                if known is not None or not self._arrived(desired.id, channel, with_secrets=bool(values)):
                    raise
        wanted = _by_uid(desired.spec)
        for uid in there:
            if uid not in wanted:
                self._delete_channel(desired.id, uid)

    def _send_channel(self, id: ResourceId, body: dict[str, Any], exists: bool, secrets: Any) -> None:
        api = self.client.api.alertingprovisioning
        editable = self.client.provenance == "editable"

        def send() -> None:
            with self.client.about(f'{id}, channel "{body["uid"]}"', list(secrets)):
                if exists:
                    api.update_contactpoint(segment(body["uid"]), body, disable_provenance=editable)
                else:
                    api.create_contactpoint(body, disable_provenance=editable)

        in_turn(self.client, send)

    def _arrived(self, id: ResourceId, channel: Channel, *, with_secrets: bool) -> bool:
        """Whether a channel that was not there is there now: then its creation was cut off after it had arrived."""
        try:
            now = self.read_one(id)
        except GlimpseError:
            return False
        made = _by_uid(now.spec).get(channel["uid"]) if now else None
        return made is not None and (with_secrets or _same(channel, made))

    def _delete_channel(self, id: ResourceId, uid: str) -> None:
        def send() -> None:
            with self.client.about(f'{id}, channel "{uid}"'):
                self.client.api.alertingprovisioning.delete_contactpoint(segment(uid))

        in_turn(self.client, send)


def _by_uid(spec: Mapping[str, Any]) -> dict[str, Channel]:
    return {channel["uid"]: channel for channel in spec["integrations"]}


def _same(wanted: Channel, there: Channel) -> bool:
    """Whether two channels say the same."""
    one, other = (normalise(ResourceKind.CONTACT_POINT, {"integrations": [channel]}) for channel in (wanted, there))
    return one == other


def _in_order(resource: Resource) -> Resource:
    """The contact point with its channels in the order in which Grafana lists them."""
    channels = sorted(resource.spec["integrations"], key=lambda channel: str(channel["uid"]))
    return replace(resource, spec={"integrations": channels})


def _with_secrets(channel: Channel, values: Mapping[str, str]) -> dict[str, Any]:
    """A copy of the channel with each secret at its pointer."""
    filled: dict[str, Any] = _copied(channel)
    for pointer, value in values.items():
        *path, last = (name.replace("~1", "/").replace("~0", "~") for name in pointer.strip("/").split("/"))
        place = filled
        for name in path:
            place = place.setdefault(name, {})
        place[last] = value
    return filled


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(inner) for inner in value]
    return value


def _ensure_complete(id: ResourceId, body: Mapping[str, Any], stored: Channel | None) -> None:
    """Grafana takes `[REDACTED]` for a secret that it has, at the top of the settings; elsewhere it stores the word."""
    kept = stored["settings"] if stored else {}
    for key, value in body["settings"].items():
        if _has_redacted(value) and (isinstance(value, Mapping | list) or kept.get(key) != REDACTED):
            raise MissingSecretError(
                f'{id}, channel "{body["uid"]}": the secret in "{key}" has to be sent with this change',
                "give its value to this run as well",
            )


def _has_redacted(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_redacted(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_has_redacted(inner) for inner in value)
    return bool(value == REDACTED)


def _from_channels(name: str, channels: Sequence[Channel]) -> Resource:
    kept = ("uid", "type", "disableResolveMessage", "settings")
    provenances = sorted({channel.get("provenance") or "" for channel in channels})
    provenance = "file" if "file" in provenances else provenances[-1]
    return Resource(
        ResourceId(ResourceKind.CONTACT_POINT, name),
        name,
        {"integrations": [{key: channel.get(key) for key in kept} for channel in channels]},
        keeper=keeper_by(provenance),
        provenance=provenance,
    )
