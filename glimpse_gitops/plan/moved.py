"""Objects that were renamed in the code (`moved_from`): what the old one was goes over to the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model.manifest import Manifest
from ..model.plan import Action
from ..model.plan_choices import PlanChoices
from ..model.resource import Resource, ResourceId, ResourceKind
from .decision import Decision, decide


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
