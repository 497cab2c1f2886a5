"""The labels that alerts of a rule can have, as far as the routes of a policy tree look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..promql.analysis import Analysis, analyse
from ..promql.flow import Presence
from ..promql.parser import parse
from ..promql.regex import label_matches
from ..promql.tree import Aggregation, Call, Expression, Selector, postorder, selectors
from ..promql.world import World
from .label_classes import ANOTHER, LabelClasses

_MAKERS = ("label_replace", "label_join", "count_values")
"""What gives labels values that no series has."""


@dataclass(frozen=True)
class AlertLabels:
    """The labels of a rule's alerts, of those that matchers look at."""

    fixed: tuple[tuple[str, str], ...]
    """Labels that all alerts have, by name; a missing one has the value `""`, others one that stands for theirs."""
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    """Labels of which each alert has one of these values, by name."""
    guessed: frozenset[str]
    """The choices whose values are not known: they are those that matchers name, and another one."""


def alert_labels(rule: Mapping[str, Any], folder: str | None, classes: LabelClasses, world: World) -> AlertLabels:
    """What the matchers of `classes` can see of the alerts of a rule in the form of a rule group's spec.

    `folder` is the path of its folder, None where that is not known.
    """
    own = {**(rule.get("labels") or {}), "alertname": rule.get("title", ""), "__alert_rule_uid__": rule.get("uid", "")}
    if folder is not None:
        own["grafana_folder"] = folder
    fixed = {
        name: classes.representative(name, value)
        for name, value in own.items()
        if name in classes.matchers and "{{" not in value
    }
    analysis = _analysis_of(rule, world)
    choices: dict[str, tuple[str, ...]] = {}
    guessed = set()
    for name in classes.matchers.keys() - fixed.keys():
        # A label of the rule that is a template, or the path of a folder that is not known.
        is_own = name in own or name == "grafana_folder"
        presence = None if is_own or analysis is None else _presence(analysis, name)
        if presence is Presence.CANNOT:
            fixed[name] = ""
            continue
        known = _values(analysis, name) if presence is not None and analysis is not None else None
        if known is None:
            guessed.add(name)
        values = known if known is not None else classes.named(name) | {ANOTHER}
        missing = set() if presence is Presence.MUST or is_own else {""}
        choices[name] = tuple(sorted(values | missing))
    return AlertLabels(tuple(sorted(fixed.items())), tuple(sorted(choices.items())), frozenset(guessed))


def _analysis_of(rule: Mapping[str, Any], world: World) -> Analysis | None:
    """What is known of the one Prometheus query of the rule; None for other rules."""
    queries = [node for node in rule.get("data") or () if node.get("datasourceUid") != "__expr__"]
    if len(queries) != 1:
        return None
    model = queries[0].get("model") or {}
    if (model.get("datasource") or {}).get("type", "prometheus") != "prometheus":
        return None
    parsed = parse(str(model.get("expr") or ""), variables=False)
    return None if parsed.tree is None else analyse(parsed, world)


def _presence(analysis: Analysis, name: str) -> Presence:
    return Presence.CANNOT if analysis.flow is None else analysis.flow.presence(name)


def _values(analysis: Analysis, name: str) -> frozenset[str] | None:
    """The values of a label in the series that the query reads; None where they are not all known."""
    if any(_makes_labels(node) for node in postorder(analysis.tree)):
        return None
    found: set[str] = set()
    for selector in selectors(analysis.tree):
        known = analysis.world.of(selector)
        if known is None or (known.open and name not in known.values):
            return None
        if name in known.domains:
            listed = known.values.get(name)
            if listed is None:
                return None
            found.update(value for value in listed if value and _passes(selector, name, value))
    return frozenset(found)


def _makes_labels(node: Expression) -> bool:
    if isinstance(node, Call):
        return node.function.value in _MAKERS
    return isinstance(node, Aggregation) and node.op.value in _MAKERS


def _passes(selector: Selector, name: str, value: str) -> bool:
    """Whether the matchers of a selector let a value through; where that cannot be told, it counts as let through."""
    for _, _, label, op, wanted in selector.matchers:
        if label is None or op is None or wanted is None or label.value != name:
            continue
        if label_matches(op.value, wanted.value, value) is False:
            return False
    return True
