"""Which brakes a plan meets: much at once, the root of the policy tree, the contact points of critical alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..model.brake import Brake, BrakeLimits
from ..model.manifest import Manifest
from ..model.plan import Action, Change
from ..model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from ..routing.destinations import routes_for
from ..routing.tree import tree_of
from .normalise import normalise

POLICY_ROOT = "policy-root"
CONTACT_POINT = "contact-point:"
_STOPPED = (Action.UPDATE, Action.DELETE)
_PLURALS = {
    ResourceKind.FOLDER: "folders",
    ResourceKind.DATASOURCE: "datasources",
    ResourceKind.TEMPLATE: "templates",
    ResourceKind.MUTE_TIMING: "mute-timings",
    ResourceKind.CONTACT_POINT: "contact-points",
    ResourceKind.RULE_GROUP: "rules",
    ResourceKind.DASHBOARD: "dashboards",
}
"""The kinds that are counted; of rule groups it is the rules. There is one policy tree only."""
COUNTED = tuple(_PLURALS.values())
_SECRET = "[secret]"
"""How a plan shows a secret: where only its value changes, the contact point is as it was reviewed."""

Resources = Mapping[ResourceId, Resource]


def brakes_of(
    changes: Sequence[Change], live: Resources, manifest: Manifest, limits: BrakeLimits, critical: str
) -> tuple[Brake, ...]:
    """The brakes that `changes` meet. `critical` is the severity of the alerts that must never be lost.

    Only what is ours counts: taking over what is not has a flag of its own.
    """
    stopped = [change for change in changes if change.action in _STOPPED and manifest.owns(change.id)]
    return (
        *_many(stopped, [one for id, one in live.items() if manifest.owns(id)], limits),
        *_policy_root(stopped),
        *_critical_contact_points(stopped, live, critical),
    )


def _many(stopped: Sequence[Change], owned: Sequence[Resource], limits: BrakeLimits) -> Iterator[Brake]:
    for kind, plural in _PLURALS.items():
        there = sum(_size(one) for one in owned if one.id.kind is kind)
        touched = sum(_touched(change) for change in stopped if change.id.kind is kind)
        share = limits.share_of(plural)
        if there >= limits.at_least and touched > share * there:
            deleted = sum(_size(one.before) for one in stopped if one.id.kind is kind and one.action is Action.DELETE)
            one = touched == 1
            does = ("is deleted" if one else "are deleted") if deleted == touched else ("changes" if one else "change")
            also = f", {deleted} of them deleted" if 0 < deleted < touched else ""
            words = plural.replace("-", " ")
            yield Brake(f"many-{plural}", f"{touched} of {there} {words} {does}{also}: more than {share:.0%}")


def _size(resource: Resource | None) -> int:
    if resource is None:
        return 0
    return len(resource.spec["rules"]) if resource.id.kind is ResourceKind.RULE_GROUP else 1


def _touched(change: Change) -> int:
    if change.id.kind is not ResourceKind.RULE_GROUP:
        return 1
    before, after = _rules(change.before), _rules(change.after)
    return sum(after.get(uid) != rule for uid, rule in before.items())


def _rules(group: Resource | None) -> Mapping[str, Any]:
    if group is None:
        return {}
    return {rule["uid"]: rule for rule in normalise(ResourceKind.RULE_GROUP, group.spec)["rules"]}


def _policy_root(stopped: Iterable[Change]) -> Iterator[Brake]:
    for change in stopped:
        if change.id == POLICY_ID and _root(change.before) != _root(change.after):
            what = "is reset to Grafana's default" if change.after is None else "changes"
            yield Brake(
                POLICY_ROOT, f"the root of the notification policy {what}: it decides on all that no route takes"
            )


def _root(policy: Resource | None) -> Mapping[str, Any]:
    spec = normalise(ResourceKind.POLICY, policy.spec) if policy else {}
    return {key: value for key, value in spec.items() if key != "routes"}


def _critical_contact_points(stopped: Iterable[Change], live: Resources, critical: str) -> Iterator[Brake]:
    points = [
        change for change in stopped if change.id.kind is ResourceKind.CONTACT_POINT and not _only_rotated(change)
    ]
    if not points or not critical:
        return
    heard = _receivers(live, critical)
    for change in points:
        if change.id.identity in heard:
            does = "is deleted" if change.action is Action.DELETE else "changes"
            name = change.id.identity
            yield Brake(f"{CONTACT_POINT}{name}", f'contact point "{name}" {does}, and {critical} alerts go to it')


def _only_rotated(change: Change) -> bool:
    return bool(change.fields) and all(field.before == _SECRET for field in change.fields)


def _receivers(live: Resources, critical: str) -> set[str]:
    """The contact points that alerts of severity `critical` go to now, by the live tree and the live rules."""
    policy = live.get(POLICY_ID)
    rules = [rule for one in live.values() if one.id.kind is ResourceKind.RULE_GROUP for rule in one.spec["rules"]]
    urgent = [rule for rule in rules if (rule.get("labels") or {}).get("severity") == critical]
    direct = {str((rule.get("notification_settings") or {}).get("receiver") or "") for rule in urgent}
    if policy is None:
        return direct - {""}
    try:
        tree = tree_of(policy.spec)
    except ValueError:
        # People wrote a matcher that is none: nobody can say where alerts go, and the plan says so elsewhere.
        return direct - {""}
    alerts = [{"severity": critical}, *({**rule["labels"], "alertname": rule.get("title", "")} for rule in urgent)]
    found = [destination for labels in alerts for destination in routes_for(tree, labels) or ()]
    return {*(destination.receiver for destination in found), *direct} - {""}
