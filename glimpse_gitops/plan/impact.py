"""What an apply does to alerts that are firing: which rules keep their instances, and which start over.

Grafana resolves the instances of a rule when it stores another version of it, save for a few edits (`reset_table.py`).
It does the same when the folder of the rule gets another path, since the path is a label of its alerts. Measured: at
once where the classic API changes the folder; where it is changed as a resource (12.4), with the next edit of any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.plan import Action, Change
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.rule_impact import Fate, Instances, RuleEdit, RuleImpact
from .reset_table import ANNOTATIONS, INTERVAL, PLACE, ResetTable, table_for
from .rule_fields import PAUSE, edited_fields


@dataclass(frozen=True)
class _Place:
    """A rule where it stands in a group."""

    group: ResourceId
    position: int
    rule: Mapping[str, Any]
    interval: int | None


def rule_edits(
    changes: Sequence[Change], live: Mapping[ResourceId, Resource], version: tuple[int, int]
) -> tuple[RuleEdit, ...]:
    """What the plan does to each rule that is live, be it ours or not; rules that it does not touch are left out."""
    writing = [change for change in changes if change.action in (Action.CREATE, Action.UPDATE, Action.DELETE)]
    groups = [change for change in writing if change.id.kind is ResourceKind.RULE_GROUP]
    before = _places(resource for resource in live.values() if resource.id.kind is ResourceKind.RULE_GROUP)
    after = _places(change.after for change in groups if change.after is not None)
    paths = _changed_paths(writing, live)
    left = {change.id for change in groups}
    edits = []
    for uid, place in before.items():
        folder = place.group.identity.partition("/")[0]
        if uid in after:
            edit = _edit(uid, place, after[uid], paths.get(folder, ()), table_for(version))
        elif place.group in left:
            edit = _as_edit(uid, place, Fate.ENDS, "the rule is removed")
        else:
            edit = _as_edit(uid, place, Fate.STARTS_OVER, _changed(paths[folder])) if folder in paths else None
        if edit is not None:
            edits.append(edit)
    return tuple(edits)


def impacts_of(edits: Iterable[RuleEdit], instances: Mapping[str, Instances]) -> tuple[RuleImpact, ...]:
    """The edits that meet active instances; `instances` are by the uid of their rule."""
    impacts = (RuleImpact(edit, instances.get(edit.uid, Instances())) for edit in edits)
    return tuple(impact for impact in impacts if impact.instances != Instances())


def _places(groups: Iterable[Resource]) -> dict[str, _Place]:
    return {
        rule["uid"]: _Place(group.id, position, rule, group.spec.get("interval"))
        for group in groups
        for position, rule in enumerate(group.spec["rules"])
    }


def _edit(uid: str, old: _Place, new: _Place, path: Sequence[str], table: ResetTable) -> RuleEdit | None:
    fields = [*edited_fields(old.rule, new.rule), *_around(old, new), *path]
    if not fields:
        return None
    if PAUSE in fields and new.rule.get(PAUSE):
        return _as_edit(uid, old, Fate.ENDS, "the rule is paused")
    resetting = [field for field in fields if field not in table.keeps]
    if resetting:
        return _as_edit(uid, old, Fate.STARTS_OVER, _changed(resetting))
    plural = len(fields) > 1 or fields == [ANNOTATIONS]
    return _as_edit(uid, old, Fate.KEPT, f"only {_listed(fields)} {'change' if plural else 'changes'}")


def _around(old: _Place, new: _Place) -> Iterator[str]:
    """What changes around a rule rather than in it."""
    if old.group != new.group:
        yield "group"
        return
    if old.position != new.position:
        yield PLACE
    if old.interval != new.interval:
        yield INTERVAL


def _as_edit(uid: str, place: _Place, fate: Fate, why: str) -> RuleEdit:
    return RuleEdit(place.group, uid, str(place.rule.get("title", "")), fate, why)


def _changed_paths(changes: Iterable[Change], live: Mapping[ResourceId, Resource]) -> dict[str, tuple[str, ...]]:
    """Folder uid → why its path changes: it, or one above it, gets another title or place."""
    why: dict[str, str] = {}
    for change in changes:
        if change.id.kind is ResourceKind.FOLDER and change.before is not None and change.after is not None:
            if change.before.spec.get("title") != change.after.spec.get("title"):
                why[change.id.identity] = f'title of folder "{change.title}"'
            elif (change.before.spec.get("parentUid") or "") != (change.after.spec.get("parentUid") or ""):
                why[change.id.identity] = f'place of folder "{change.title}"'
    if not why:
        return {}
    folders = [id.identity for id in live if id.kind is ResourceKind.FOLDER]
    found = {uid: tuple(why[one] for one in _upwards(uid, live) if one in why) for uid in folders}
    return {uid: reasons for uid, reasons in found.items() if reasons}


def _upwards(uid: str, live: Mapping[ResourceId, Resource]) -> Iterator[str]:
    """The folder and those above it, as they lie now."""
    seen: set[str] = set()
    while uid and uid not in seen:
        seen.add(uid)
        yield uid
        folder = live.get(ResourceId(ResourceKind.FOLDER, uid))
        uid = (folder.spec.get("parentUid") or "") if folder else ""


def _changed(fields: Sequence[str]) -> str:
    return f"{_listed(fields)} changed"


def _listed(fields: Sequence[str]) -> str:
    return " and ".join([", ".join(fields[:-1]), fields[-1]]) if len(fields) > 1 else fields[0]
