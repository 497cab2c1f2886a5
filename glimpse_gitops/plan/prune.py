"""What is ours and no longer in the code: deleted with `--prune`, taken out of use with `--prune=quarantine`.

Only what the manifest owns goes, and only where nothing else needs it any more. Whatever stays is told why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.manifest import Manifest, OwnedObject
from ..model.plan import Action, Change
from ..model.plan_choices import PlanChoices
from ..model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from .brakes import POLICY_ROOT
from .decision import KEEPERS
from .drift import is_as_applied
from .quarantine import quarantine_folder, quarantined
from .references import folder_of, users_of

Resources = Mapping[ResourceId, Resource]

UNASKED = "ours, and no longer in the code: --prune deletes it"

_DELETES = tuple(reversed(ResourceKind))
"""The kinds in the order in which they are deleted."""


@dataclass
class Pruning:
    """What becomes of the objects of ours that left the code."""

    changes: list[Change] = field(default_factory=list)
    staying: dict[ResourceId, str] = field(default_factory=dict)
    """Object → why it stays."""


def prune(
    gone: Sequence[Resource],
    planned: Sequence[Change],
    live: Resources,
    manifest: Manifest,
    choices: PlanChoices,
    counts: Mapping[str, int],
    replaced: Collection[ResourceId],
) -> Pruning:
    """What happens to `gone`: live, ours, and no longer in the code.

    `planned` are the other changes of the plan. `counts` is how many things Grafana counts in each folder, whether
    its listings show them or not. `replaced` are renamed in the code, and go without being asked for.
    """
    pruning = Pruning()
    after = dict(live)
    for change in planned:
        if change.after is not None and change.action in (Action.CREATE, Action.UPDATE):
            after[change.id] = change.after
    if choices.prune == "quarantine":
        _quarantine(gone, manifest, live, pruning, replaced)
    for resource in sorted(gone, key=lambda one: _place(one, live)):
        asked = choices.prune == "delete" or resource.id in replaced
        if resource.id in pruning.staying or any(change.id == resource.id for change in pruning.changes):
            continue
        entry = manifest.objects[resource.id]
        why = _why_it_stays(resource, entry, live, after, choices, counts) if asked else _unasked(entry)
        if why:
            pruning.staying[resource.id] = why
        elif not choices.overwrite_drift and not is_as_applied(resource, entry):
            refused = "changed in Grafana since the last apply: --overwrite-drift deletes it all the same"
            pruning.changes.append(Change(Action.REFUSE, resource.id, resource.title, resource, None, reason=refused))
        else:
            del after[resource.id]
            reason = "renamed in the code" if resource.id in replaced else "no longer in the code"
            pruning.changes.append(Change(Action.DELETE, resource.id, resource.title, resource, None, reason=reason))
    return pruning


def _unasked(entry: OwnedObject) -> str:
    return f"in quarantine since {entry.quarantined}: --prune deletes it" if entry.quarantined else UNASKED


def _quarantine(
    gone: Sequence[Resource], manifest: Manifest, live: Resources, pruning: Pruning, replaced: Collection[ResourceId]
) -> None:
    folder = quarantine_folder(manifest)
    for resource in gone:
        entry = manifest.objects[resource.id]
        if resource.id in replaced or resource.keeper or (entry.quarantined and not entry.intended):
            continue
        after = quarantined(resource, manifest.owner)
        if after is None:
            why = "no longer in the code: only dashboards and rules go into quarantine"
            pruning.staying[resource.id] = UNASKED if resource.id == folder.id else why
            continue
        is_made = folder.id in live or any(change.id == folder.id for change in pruning.changes)
        if resource.id.kind is ResourceKind.DASHBOARD and not is_made:
            pruning.changes.append(Change(Action.CREATE, folder.id, folder.title, None, folder))
        reason = (
            "no longer in the code: paused" if after.id.kind is ResourceKind.RULE_GROUP else "no longer in the code"
        )
        pruning.changes.append(
            Change(Action.UPDATE, resource.id, resource.title, resource, after, reason=reason, quarantine=True)
        )


def _place(resource: Resource, live: Resources) -> tuple[int, int, str]:
    """The order of deletes: kinds the other way round, inner folders before those around them."""
    depth, above = 0, folder_of(resource)
    seen = {resource.id}
    while above is not None and above in live and above not in seen:
        seen.add(above)
        depth, above = depth + 1, folder_of(live[above])
    inner = -depth if resource.id.kind is ResourceKind.FOLDER else 0
    return _DELETES.index(resource.id.kind), inner, resource.id.identity


def _why_it_stays(
    resource: Resource,
    entry: OwnedObject,
    live: Resources,
    after: Resources,
    choices: PlanChoices,
    counts: Mapping[str, int],
) -> str:
    if resource.keeper:
        return f"no longer in the code, and kept by {KEEPERS[resource.keeper]}"
    if resource.id == POLICY_ID and POLICY_ROOT not in choices.allow:
        return f"no longer in the code: --allow {POLICY_ROOT} resets it to Grafana's default"
    if resource.id.kind is ResourceKind.FOLDER:
        return _why_folder_stays(resource, live, after, counts)
    users = [one for one in users_of(resource, after) if one.id != resource.id]
    return f"no longer in the code, and still used by {_named(users)}" if users else ""


def _why_folder_stays(folder: Resource, live: Resources, after: Resources, counts: Mapping[str, int]) -> str:
    inside = [one for one in after.values() if folder_of(one) == folder.id]
    if inside:
        return f"no longer in the code, and holds {_named(inside)}"
    leaving = sum(_size(one) for one in _below(folder.id, live))
    hidden = counts.get(folder.id.identity, 0) - leaving
    things = "1 more thing that is" if hidden == 1 else f"{hidden} more things that are"
    return f"no longer in the code, and holds {things} not ours" if hidden > 0 else ""


def _below(folder: ResourceId, live: Resources, depth: int = 0) -> Iterator[Resource]:
    """Everything in a folder and in the folders below it."""
    for one in live.values():
        if folder_of(one) == folder and depth < 10:
            yield one
            if one.id.kind is ResourceKind.FOLDER:
                yield from _below(one.id, live, depth + 1)


def _size(resource: Resource) -> int:
    return len(resource.spec["rules"]) if resource.id.kind is ResourceKind.RULE_GROUP else 1


def _named(resources: Sequence[Resource]) -> str:
    """At most two by name."""
    names = [one.id.named(f'"{one.title}"') for one in resources]
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more if more else " and ".join(names)
