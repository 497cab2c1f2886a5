"""The plan: what an apply would do to each desired resource, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ..model.manifest import MANIFEST_FOLDER, Manifest
from ..model.plan import Action, Change, Drift, LeftAlone, OnHold, Plan
from ..model.plan_choices import CAREFUL, PlanChoices
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from .decision import KEEPERS, decide
from .dependencies import in_order
from .manifest import manifest_id
from .neighbours import owners_of


def make_plan(
    desired: Bundle,
    live: Mapping[ResourceId, Resource],
    manifest: Manifest,
    choices: PlanChoices = CAREFUL,
    *,
    rotated: Mapping[ResourceId, tuple[str, ...]] | None = None,
    now: datetime | None = None,
    warnings: tuple[str, ...] = (),
    problems: tuple[str, ...] = (),
) -> Plan:
    """Compare `desired` with `live`.

    `live` may hold more than what is desired: the rest is left alone. What another owner's manifest lists is never
    taken over. `rotated` names the secrets whose value is not the one that was last applied, `now` is the server's
    time, for holds, and `problems` are what stops an apply whatever it would change.
    """
    others = owners_of(live.values(), manifest.owner)
    changes: list[Change] = []
    unchanged: list[ResourceId] = []
    drift: list[Drift] = []
    on_hold: list[OnHold] = []
    for id, resource in in_order(desired):
        entry = manifest.objects.get(id)
        decision = decide(resource, live.get(id), entry, (rotated or {}).get(id, ()), choices)
        change = decision.change
        drift += decision.drift
        hold = manifest.hold_of(id, now) if now else None
        if change is not None and entry is None and id in others:
            change = replace(change, action=Action.REFUSE, reason=f'owner "{others[id]}" manages it: its page says so')
        if change is not None and hold is not None:
            on_hold.append(OnHold(id, resource.title, hold))
        elif change is not None:
            changes.append(change)
        else:
            unchanged.append(id)
    return Plan(
        tuple(changes),
        tuple(unchanged),
        _left_alone(desired, live, manifest),
        tuple(drift),
        tuple(on_hold),
        warnings,
        problems,
    )


def _left_alone(desired: Bundle, live: Mapping[ResourceId, Resource], manifest: Manifest) -> tuple[LeftAlone, ...]:
    own = {manifest_id(manifest.owner), ResourceId(ResourceKind.FOLDER, MANIFEST_FOLDER)}
    rest = [resource for id, resource in live.items() if id not in desired and id not in own]
    left = []
    for resource in sorted(rest, key=lambda one: one.id.sort_key):
        if manifest.owns(resource.id):
            why = "ours, and no longer in the code: delete it in Grafana when nobody needs it"
        elif resource.keeper:
            why = f"kept by {KEEPERS[resource.keeper]}"
        else:
            why = "not ours"
        left.append(LeftAlone(resource.id, resource.title, why))
    return tuple(left)
