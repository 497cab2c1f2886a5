"""Rules that go from one group to another: in which order their groups are written, and what is left in them then.

Grafana takes a rule whose uid stands in another group out of that group, and 11.6 refuses a title that another rule
of the folder still has (measured). Groups that exchange rules are therefore written one after the other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from ..model.plan import Change
from ..model.resource import Resource, ResourceId, ResourceKind


def in_turns(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes of rule groups as lists that may be written at once, each of them one change after the other."""
    first = _predecessors(changes)
    by_id = {change.id: change for change in changes}
    try:
        order = [id for id in TopologicalSorter(first).static_order() if id in by_id]
    except CycleError:
        # Groups that swap rules: any order will do, since what is left is known after each write.
        order = list(by_id)
    entangled = {*(id for id in first if first[id]), *(id for ids in first.values() for id in ids)}
    together = [by_id[id] for id in order if id in entangled]
    return [*([together] if together else []), *([change] for change in changes if change.id not in entangled)]


def with_deletes(changes: Sequence[Change], pruned: Sequence[Change]) -> list[Change]:
    """All changes in the order of apply: deletes come last, and the folder that prunes make first.

    A group that goes stands among those that are written where one of them takes a rule or a title of its: 11.6 would
    refuse the title otherwise.
    """
    taken = {key for change in changes for rule in _rules(_group(change.after)) for key in _claims(change, rule)}

    def is_early(change: Change) -> bool:
        if change.after is not None:
            return True
        return any(key in taken for rule in _rules(_group(change.before)) for key in _claims(change, rule))

    early = [*changes, *(change for change in pruned if is_early(change))]
    # Sorting is stable: folders keep their order, outer ones first.
    early.sort(key=lambda change: change.id.kind.order)
    return [*early, *(change for change in pruned if not is_early(change))]


def _group(resource: Resource | None) -> Resource | None:
    return resource if resource is not None and resource.id.kind is ResourceKind.RULE_GROUP else None


def _claims(change: Change, rule: Mapping[str, Any]) -> tuple[Hashable, Hashable]:
    return rule["uid"], (change.id.identity.partition("/")[0], rule["title"])


def without_moved(change: Change, written: Iterable[Change]) -> Change:
    """The change as it is after `written`: the rules that these groups took are no longer in the live one."""
    moved = {rule["uid"] for other in written for rule in _rules(other.after)}
    if change.before is None or not moved.intersection(rule["uid"] for rule in change.before.spec["rules"]):
        return change
    left = [rule for rule in change.before.spec["rules"] if rule["uid"] not in moved]
    return replace(change, before=replace(change.before, spec={**change.before.spec, "rules": left}) if left else None)


def until_taken(change: Change, later: Iterable[Change]) -> Change:
    """The change with those rules left in that `later` groups take: deleted and made again, they would start anew.

    A rule whose title another one gets here cannot wait: 11.6 refuses a title twice.
    """
    if change.after is None:
        return change
    taken = {rule["uid"] for other in later for rule in _rules(other.after)}
    rules = _rules(change.after)
    uids, titles = {rule["uid"] for rule in rules}, {rule["title"] for rule in rules}
    waiting = [
        rule
        for rule in _rules(change.before)
        if rule["uid"] in taken and rule["uid"] not in uids and rule["title"] not in titles
    ]
    if not waiting:
        return change
    return replace(change, after=replace(change.after, spec={**change.after.spec, "rules": [*rules, *waiting]}))


def is_emptied(group: Resource, written: Iterable[Change]) -> bool:
    """Whether every rule of a live group went to groups that were `written`: Grafana has no empty groups."""
    taken = {rule["uid"] for change in written for rule in _rules(_group(change.after))}
    return _group(group) is not None and all(rule["uid"] in taken for rule in _rules(group))


def _predecessors(changes: Sequence[Change]) -> dict[ResourceId, list[ResourceId]]:
    """Group → the groups that are written before it: those that take a rule of its, or free a title for it."""
    holders = {rule["uid"]: change.id for change in changes for rule in _rules(change.before)}
    freed = {
        (change.before.spec["folderUid"], rule["title"]): change.id
        for change in changes
        if change.before is not None
        for rule in change.before.spec["rules"]
        if (rule["uid"], rule["title"]) not in {(one["uid"], one["title"]) for one in _rules(change.after)}
    }
    first: dict[ResourceId, list[ResourceId]] = {change.id: [] for change in changes}
    for change in changes:
        for rule in _rules(change.after):
            holder = holders.get(rule["uid"], change.id)
            frees = freed.get((change.id.identity.partition("/")[0], rule["title"]), change.id)
            if holder != change.id:
                first[holder].append(change.id)
            elif frees != change.id:
                first[change.id].append(frees)
    return first


def _rules(group: Resource | None) -> Sequence[Mapping[str, Any]]:
    return group.spec["rules"] if group else ()
