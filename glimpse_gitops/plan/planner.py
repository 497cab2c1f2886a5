"""The plan: what an apply would do to each desired resource, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..model.manifest import Manifest
from ..model.plan import Action, Change, Drift, LeftAlone, OnHold, Plan
from ..model.plan_choices import CAREFUL, PlanChoices
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from .decision import KEEPERS, decide
from .dependencies import in_order
from .manifest import manifest_id
from .moved import decide_moved, rename_hints
from .neighbours import is_shared, owners_of, refusal
from .prune import UNASKED, Pruning, prune
from .quarantine import back_in_use, quarantine_folder
from .rule_moves import with_deletes


def make_plan(
    desired: Bundle,
    live: Mapping[ResourceId, Resource],
    manifest: Manifest,
    choices: PlanChoices = CAREFUL,
    *,
    rotated: Mapping[ResourceId, tuple[str, ...]] | None = None,
    now: datetime | None = None,
    counts: Mapping[str, int] | None = None,
    warnings: tuple[str, ...] = (),
    problems: tuple[str, ...] = (),
) -> Plan:
    """Compare `desired` with `live`.

    `live` may hold more than what is desired: the rest is left alone. What another owner's manifest lists is never
    taken over. `rotated` names the secrets whose value is not the one that was last applied, `now` is the server's
    time, for holds, `counts` how much Grafana counts in each folder that may be deleted, and `problems` are what
    stops an apply whatever it would change.
    """
    others = owners_of(live.values(), manifest.owner)
    changes: list[Change] = []
    unchanged: list[ResourceId] = []
    drift: list[Drift] = []
    on_hold: list[OnHold] = []
    shared: list[LeftAlone] = []
    for id, resource in in_order(desired):
        entry = manifest.objects.get(id)
        wanted = back_in_use(resource, entry)
        decision = decide_moved(wanted, live, manifest, choices) or decide(
            wanted, live.get(id), entry, (rotated or {}).get(id, ()), choices
        )
        change = decision.change
        drift += decision.drift
        hold = manifest.hold_of(id, now) if now else None
        if change is not None and entry is None and id in others and is_shared(change):
            shared.append(LeftAlone(id, resource.title, f'as the code says, and owner "{others[id]}" manages it'))
            change = None
        if change is not None and entry is None and id in others:
            change = replace(change, action=Action.REFUSE, reason=refusal(id, others[id]))
        if change is not None and hold is not None:
            on_hold.append(OnHold(id, resource.title, hold))
        elif change is not None:
            changes.append(change if wanted is resource else replace(change, code=resource))
        else:
            unchanged.append(id)
    gone, holding = _gone(desired, live, manifest, changes, now)
    replaced = {one.moved_from for one in desired.values() if one.moved_from}
    pruning = prune(
        [one for one in gone if one.id not in others], changes, live, manifest, choices, counts or {}, replaced
    )
    return Plan(
        tuple(with_deletes(changes, pruning.changes)),
        tuple(unchanged),
        (*shared, *_left_alone(desired, live, manifest, pruning)),
        tuple(drift),
        (*on_hold, *holding),
        (*warnings, *rename_hints(changes, gone)),
        problems,
    )


def _gone(
    desired: Bundle,
    live: Mapping[ResourceId, Resource],
    manifest: Manifest,
    changes: Sequence[Change],
    now: datetime | None,
) -> tuple[list[Resource], list[OnHold]]:
    """What is ours, live, and no longer in the code; and what of that is on hold."""
    there = [live[id] for id in manifest.objects if id in live and id not in desired]
    taken = {rule["uid"] for change in changes for rule in _rules(change.after)}
    # A group all of whose rules go to others leaves nothing behind.
    there = [one for one in there if not _rules(one) or not taken.issuperset(rule["uid"] for rule in _rules(one))]
    holds = {one.id: hold for one in there if now and (hold := manifest.hold_of(one.id, now))}
    held = [OnHold(one.id, one.title, holds[one.id]) for one in there if one.id in holds]
    return [one for one in there if one.id not in holds], held


def _rules(group: Resource | None) -> Sequence[Mapping[str, Any]]:
    return group.spec["rules"] if group is not None and group.id.kind is ResourceKind.RULE_GROUP else ()


def _left_alone(
    desired: Bundle, live: Mapping[ResourceId, Resource], manifest: Manifest, pruning: Pruning
) -> tuple[LeftAlone, ...]:
    own = {manifest_id(manifest.owner), ResourceId(ResourceKind.FOLDER, manifest.folder)}
    if pruning.staying.get(quarantine := quarantine_folder(manifest).id) == UNASKED:
        own.add(quarantine)
    rest = [resource for id, resource in live.items() if id not in desired and id not in own]
    left = []
    for resource in sorted(rest, key=lambda one: one.id.sort_key):
        if resource.id in pruning.staying:
            left.append(LeftAlone(resource.id, resource.title, pruning.staying[resource.id]))
        elif not manifest.owns(resource.id):
            why = f"kept by {KEEPERS[resource.keeper]}" if resource.keeper else "not ours"
            left.append(LeftAlone(resource.id, resource.title, why))
    return tuple(left)
