"""Objects that were renamed in the code (`moved_from`): what the old one was goes over to the new one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model.manifest import Manifest
from ..model.plan import Action, Change, is_panel_id
from ..model.plan_choices import PlanChoices
from ..model.resource import Resource, ResourceId, ResourceKind
from .decision import Decision, decide
from .normalise import normalise

_MANY = 3
"""Panels of a dashboard that are told one by one."""


def decide_moved(
    code: Resource, live: Mapping[ResourceId, Resource], manifest: Manifest, choices: PlanChoices
) -> Decision | None:
    """The decision for an object that still is under its old name; None for all others.

    A group of rules is compared with the old one: what people changed there is kept or refused as ever, and rules
    that they paused stay paused. Other kinds cannot take anything with them: the new one is made, the old one goes.
    """
    old = live.get(code.moved_from) if code.moved_from else None
    if old is None or code.id in live or not manifest.owns(old.id):
        return None
    reason = f'moved from "{old.id.identity}"'
    if code.id.kind is ResourceKind.DASHBOARD:
        # Grafana 12 cannot give a dashboard another uid (measured; 11.6 can, and nobody should rely on that).
        reason += f"; its versions, stars and permissions, and links to /d/{old.id.identity}, go with the old one"
    if code.id.kind is not ResourceKind.RULE_GROUP:
        made = decide(code, None, None, (), choices)
        return replace(made, change=replace(made.change, reason=reason)) if made.change else made
    decision = decide(code, old, manifest.objects[old.id], (), choices)
    change = decision.change
    if change is None or change.after is None or change.action is not Action.UPDATE:
        return decision
    after = _with_pauses(replace(change.after, id=code.id), old)
    moved = replace(change, action=Action.CREATE, before=None, after=after, reason=reason, code=code)
    return replace(decision, change=moved)


def _with_pauses(after: Resource, old: Resource) -> Resource:
    """The group with its rules as paused as they are now, unless it says so itself."""
    paused = {rule["uid"]: rule.get("isPaused", False) for rule in old.spec["rules"]}
    rules = [{"isPaused": paused.get(rule["uid"], False), **rule} for rule in after.spec["rules"]]
    return replace(after, spec={**after.spec, "rules": rules})


def rename_hints(changes: Sequence[Change], gone: Sequence[Resource]) -> Iterator[str]:
    """Sentences about what looks like a rename that the code does not tell: rules lose their history, panels links."""
    for change in changes:
        after = change.after
        yield from _panel_hints(change)
        if after is None or after.id.kind is not ResourceKind.RULE_GROUP:
            continue
        if change.before is not None:
            yield from _rule_hints(change.before, after)
            continue
        made = {rule["title"] for rule in after.spec["rules"]}
        for old in gone:
            if old.id.kind is ResourceKind.RULE_GROUP and after.moved_from is None:
                titles = {rule["title"] for rule in old.spec["rules"]}
                if 2 * len(made & titles) > max(len(made), len(titles)):
                    name = old.id.identity if _folder(old.id) != _folder(change.id) else old.title
                    yield (
                        f'rule group "{change.title}" looks like "{old.title}" under a new name: '
                        f'moved_from="{name}" keeps the uids of its rules, and with them their history'
                    )


def _panel_hints(change: Change) -> Iterator[str]:
    renumbered = list(filter(is_panel_id, change.fields))
    if len(renumbered) > _MANY:
        yield (
            f'dashboard "{change.title}": {len(renumbered)} panels get new ids: '
            "id=… beside their titles keeps the old ones, and the links to them"
        )
        return
    for field in renumbered:
        yield (
            f'dashboard "{change.title}": {field.where.removesuffix(", id")} gets a new id: '
            f"id={field.before} beside its title keeps the old one, and the links to it"
        )


def _rule_hints(before: Resource, after: Resource) -> Iterator[str]:
    kept = {rule["uid"] for rule in before.spec["rules"]} & {rule["uid"] for rule in after.spec["rules"]}
    lost = {_query(rule): rule["title"] for rule in before.spec["rules"] if rule["uid"] not in kept}
    for rule in after.spec["rules"]:
        old = lost.get(_query(rule)) if rule["uid"] not in kept else None
        if old is not None and old != rule["title"]:
            yield (
                f'rule "{rule["title"]}" looks like "{old}" under a new name: '
                f'moved_from="{old}" keeps its uid, and with it its history'
            )


def _query(rule: Mapping[str, Any]) -> str:
    """What the rule asks, in canonical form."""
    form = normalise(ResourceKind.RULE_GROUP, {"title": "", "folderUid": "", "rules": [rule]})
    return json.dumps(form["rules"][0]["data"], sort_keys=True)


def _folder(id: ResourceId) -> str:
    return id.identity.partition("/")[0]
