"""What a plan does to routing: which alerts go to other contact points before and after, through the whole tree.

Alerts are known by the rules, theirs and ours: the labels that a rule sets, and those that its query can give. They
are told apart only by the labels that some matcher of the two trees looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from ..model.plan import Action, Change
from ..model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from ..model.routing_move import Routing, RoutingMove
from ..promql.world import World
from ..routing.destinations import Destination, routes_for
from ..routing.tree import Node, matchers_in, tree_of
from .alert_labels import AlertLabels, alert_labels
from .label_classes import LabelClasses, classes_of

Resources = Mapping[ResourceId, Resource]

MOST_CASES = 512
"""Combinations of labels that are tried for one rule."""

DEFAULT_TREE = {"receiver": "Grafana's own default"}
"""Before anybody made a tree."""

_KINDS = (ResourceKind.POLICY, ResourceKind.RULE_GROUP, ResourceKind.FOLDER)
_WRITING = (Action.CREATE, Action.UPDATE, Action.DELETE)


@dataclass(frozen=True)
class _Side:
    """Everything that decides where alerts go, before or after the plan."""

    tree: Node
    rules: Mapping[str, tuple[str, Mapping[str, Any]]]
    """Uid → folder uid and rule."""
    folders: Resources

    def path(self, uid: str) -> str | None:
        """The label `grafana_folder`: the titles from the outermost folder inwards; None where one is not known."""
        titles: list[str] = []
        seen: set[str] = set()
        while uid:
            folder = self.folders.get(ResourceId(ResourceKind.FOLDER, uid))
            if folder is None or uid in seen:
                return None
            seen.add(uid)
            titles.insert(0, str(folder.spec.get("title", "")).replace("/", "\\/"))
            uid = folder.spec.get("parentUid") or ""
        return "/".join(titles)


@dataclass(frozen=True)
class _Alike:
    """All that routes can see of a rule before and after: rules that are alike here move alike."""

    were: AlertLabels
    are: AlertLabels
    was_direct: str
    """The contact point that the rule names itself; empty where the tree decides."""
    is_direct: str


def routing_impact(changes: Sequence[Change], live: Resources, world: World) -> Routing:
    """The alerts that move, of the rules that are there before and after; `world` is what is known of the metrics.

    Raises ValueError where the live tree holds text that is no matcher.
    """
    writing = [one for one in changes if one.action in _WRITING and one.id.kind in _KINDS]
    if not writing:
        return Routing()
    gone = {change.id for change in writing if change.after is None}
    old = _side(live, {})
    new = _side(
        {id: live[id] for id in live if id not in gone},
        {change.id: change.after for change in writing if change.after is not None},
    )
    classes = classes_of((*matchers_in(old.tree), *matchers_in(new.tree)))
    moves: list[RoutingMove] = []
    not_told: dict[str, str] = {}
    known: dict[_Alike, tuple[list[RoutingMove], str]] = {}
    for uid, (_, rule) in new.rules.items():
        if uid not in old.rules or rule.get("record") or not _may_move(uid, old, new):
            continue
        alike = _alike(uid, old, new, classes, world)
        if alike not in known:
            known[alike] = _moves_of(alike, old.tree, new.tree, classes)
        found, why = known[alike]
        title = str(rule.get("title", ""))
        moves += [replace(move, rule=title) for move in found]
        if why:
            not_told[title] = why
    return Routing(tuple(moves), not_told)


def _side(live: Resources, written: Resources) -> _Side:
    resources = {**live, **written}
    policy = resources.get(POLICY_ID)
    # A rule that another group takes leaves the one that it is in, so what is written counts last.
    groups = [resources[id] for id in live if id not in written] + list(written.values())
    rules = {
        rule["uid"]: (group.spec["folderUid"], rule)
        for group in groups
        if group.id.kind is ResourceKind.RULE_GROUP
        for rule in group.spec["rules"]
    }
    return _Side(tree_of(policy.spec if policy else DEFAULT_TREE), rules, resources)


def _may_move(uid: str, old: _Side, new: _Side) -> bool:
    (old_folder, before), (new_folder, after) = old.rules[uid], new.rules[uid]
    return old.tree != new.tree or before != after or old.path(old_folder) != new.path(new_folder)


def _alike(uid: str, old: _Side, new: _Side, classes: LabelClasses, world: World) -> _Alike:
    (old_folder, before), (new_folder, after) = old.rules[uid], new.rules[uid]
    return _Alike(
        alert_labels(before, old.path(old_folder), classes, world),
        alert_labels(after, new.path(new_folder), classes, world),
        _direct(before),
        _direct(after),
    )


def _direct(rule: Mapping[str, Any]) -> str:
    return str((rule.get("notification_settings") or {}).get("receiver") or "")


def _moves_of(alike: _Alike, old: Node, new: Node, classes: LabelClasses) -> tuple[list[RoutingMove], str]:
    """The moves of such rules, without their names, and why not all of them are known."""
    were, are = dict(alike.were.choices), dict(alike.are.choices)
    choices = were | are
    if prod(len(values) for values in choices.values()) > MOST_CASES:
        return [], f"the labels {', '.join(sorted(choices))} have too many values to try"
    found: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[dict[str, str]]] = {}
    for combination in product(*choices.values()):
        chosen = dict(zip(choices, combination, strict=True))
        gave = _destinations(old, alike.was_direct, alike.were, chosen)
        gives = _destinations(new, alike.is_direct, alike.are, chosen)
        if gave is None or gives is None:
            return [], "a regular expression of the policy tree cannot be told"
        if _names(gave) != _names(gives):
            falls = any(one.is_default for one in gives) and not any(one.is_default for one in gave)
            found.setdefault((_names(gave), _names(gives), falls), []).append(chosen)
    moves = [RoutingMove("", *key, tuple(_deciding(cases, choices))) for key, cases in found.items()]
    deciding = {name for move in moves for case in move.where for name in case}
    guessed = alike.were.guessed | alike.are.guessed
    unsure = {name for name in guessed if name in deciding or classes.is_open_ended(name)}
    return moves, f"not all values of {', '.join(sorted(unsure))} are known" if unsure else ""


def _deciding(cases: list[dict[str, str]], choices: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """The cases without the labels that do not matter, since all their values move alike."""
    for name, values in choices.items():
        rest = [
            dict(one) for one in dict.fromkeys(tuple((k, v) for k, v in case.items() if k != name) for case in cases)
        ]
        if len(rest) * len(values) == len(cases):
            cases = rest
    return [case for case in cases if case]


def _destinations(
    tree: Node, direct: str, labels: AlertLabels, chosen: Mapping[str, str]
) -> tuple[Destination, ...] | None:
    if direct:
        # Grafana sends the alerts of such a rule past the tree.
        return (Destination(direct, ((),), (), "", "", ""),)
    own = {name: chosen[name] for name, _ in labels.choices}
    return routes_for(tree, {name: value for name, value in {**dict(labels.fixed), **own}.items() if value})


def _names(destinations: Iterable[Destination]) -> tuple[str, ...]:
    return tuple(one.receiver + _times(one) for one in destinations)


def _times(destination: Destination) -> str:
    """When: `glimpse-slack except during nights`. Timings go by name, whatever they contain."""
    active = f" only during {', '.join(destination.active)}" if destination.active else ""
    return active + (f" except during {', '.join(destination.mute)}" if destination.mute else "")
