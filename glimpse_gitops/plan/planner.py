"""The plan: what an apply would do to each desired resource, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ..model.manifest import MANIFEST_FOLDER, Manifest
from ..model.plan import Action, Change, FieldChange, LeftAlone, Plan
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from .dependencies import in_order
from .diff import changed_fields
from .manifest import manifest_id
from .neighbours import owners_of

_KEEPERS = {
    "file": "Grafana's provisioning files",
    "git-sync": "Grafana's Git Sync",
    "plugin": "a plugin",
    "terraform": "Terraform",
    "kubectl": "kubectl or another tool of the resource API",
    "converted": "an import of Prometheus rules",
}


def make_plan(
    desired: Bundle,
    live: Mapping[ResourceId, Resource],
    manifest: Manifest,
    *,
    adopt: bool = False,
    rotated: Mapping[ResourceId, tuple[str, ...]] | None = None,
    warnings: tuple[str, ...] = (),
    problems: tuple[str, ...] = (),
) -> Plan:
    """Compare `desired` with `live`.

    `live` may hold more than what is desired: the rest is left alone. `adopt` lets the plan take over objects that
    differ and are not ours, but never what another owner's manifest lists. `rotated` names the secrets whose value is
    not the one that was last applied, `problems` what stops an apply whatever it would change.
    """
    others = owners_of(live.values(), manifest.owner)
    changes: list[Change] = []
    unchanged: list[ResourceId] = []
    for id, resource in in_order(desired):
        change = _change(resource, live.get(id), manifest, (rotated or {}).get(id, ()), adopt=adopt)
        if change is not None and id in others and not manifest.owns(id):
            change = replace(change, action=Action.REFUSE, reason=f'owner "{others[id]}" manages it: its page says so')
        if change is None:
            unchanged.append(id)
        else:
            changes.append(change)
    return Plan(
        tuple(changes),
        tuple(unchanged),
        _left_alone(desired, live, manifest),
        warnings=warnings,
        problems=problems,
    )


def _change(
    resource: Resource, live: Resource | None, manifest: Manifest, rotated: Collection[str], *, adopt: bool
) -> Change | None:
    if live is None:
        return Change(Action.CREATE, resource.id, resource.title, None, resource)
    fields = changed_fields(live, resource) + tuple(_rotation(resource, pointer) for pointer in rotated)
    owned = manifest.owns(resource.id)

    def change(action: Action, reason: str = "") -> Change:
        return Change(action, resource.id, resource.title, live, resource, fields, reason)

    if not fields:
        return None if owned else change(Action.ADOPT, "it is there already and equal: it becomes ours")
    if live.stored_as and not adopt:
        return change(
            Action.REFUSE,
            f"somebody saved it in the newer schema {live.stored_as}, and writing would flatten it: --adopt does so",
        )
    if live.keeper:
        return change(
            Action.REFUSE, f"{_KEEPERS[live.keeper]} keep this object: change it there, or take it out of the code"
        )
    if owned:
        return change(Action.UPDATE)
    if adopt:
        return change(Action.UPDATE, "taken over with --adopt")
    return change(Action.REFUSE, "it is there already, differs and is not ours: --adopt takes it over")


def _rotation(resource: Resource, pointer: str) -> FieldChange:
    """A secret that was rotated, in words; its values are not known and would not be shown."""
    parts = pointer.strip("/").split("/")
    where = parts[-1]
    if parts[0] == "integrations":
        where = f"channel {resource.spec['integrations'][int(parts[1])]['type']}, {parts[-1]}"
    return FieldChange(where, "[secret]", f"[secret from {resource.secrets[pointer]!s}]")


def _left_alone(desired: Bundle, live: Mapping[ResourceId, Resource], manifest: Manifest) -> tuple[LeftAlone, ...]:
    own = {manifest_id(manifest.owner), ResourceId(ResourceKind.FOLDER, MANIFEST_FOLDER)}
    rest = [resource for id, resource in live.items() if id not in desired and id not in own]
    left = []
    for resource in sorted(rest, key=lambda one: one.id.sort_key):
        if manifest.owns(resource.id):
            why = "ours, and no longer in the code: delete it in Grafana when nobody needs it"
        elif resource.keeper:
            why = f"kept by {_KEEPERS[resource.keeper]}"
        else:
            why = "not ours"
        left.append(LeftAlone(resource.id, resource.title, why))
    return tuple(left)
