"""The series of recording rules: their labels and their number follow from the rules' expressions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from ..model.rule_group import RecordingRule, as_labels
from ..promql.parser import parse
from ..promql.tree import selectors
from ..promql.world import NAME, Known, World
from .vectors import Vectors, vectors_of


def recorded_series(rules: Iterable[RecordingRule], world: World) -> dict[str, Known]:
    """Name → what is known of the series. Rules that need each other in a circle, or that cannot be parsed, have none.

    A series that several rules record has the labels of any of them.
    """
    waiting: dict[str, list[RecordingRule]] = {}
    for rule in {(rule.record, rule.expr, *sorted(as_labels(rule.labels).items())): rule for rule in rules}.values():
        waiting.setdefault(rule.record, []).append(rule)
    found: dict[str, Known] = {}
    while ready := [name for name, made in waiting.items() if not _needs(made) & waiting.keys()]:
        for name in ready:
            known = [_known(rule, world.with_known(found)) for rule in waiting.pop(name)]
            if all(known):
                found[name] = _joined([one for one in known if one is not None])
    return found


def _needs(rules: Iterable[RecordingRule]) -> set[str]:
    trees = [parse(rule.expr, variables=False).tree for rule in rules]
    return {one.metric for tree in trees if tree is not None for one in selectors(tree) if one.metric is not None}


def _known(rule: RecordingRule, world: World) -> Known | None:
    parsed = parse(rule.expr, variables=False)
    vectors = vectors_of(parsed, world)
    return None if vectors is None else _recorded(vectors, as_labels(rule.labels))


def _recorded(vectors: Vectors, added: Mapping[str, str]) -> Known | None:
    """The result of an expression under a new name and with the labels that the rule sets."""
    flow, count = vectors.flow, vectors.count
    if flow is None:
        return None
    domains = {label: count.domains.get(label, math.inf) for label in flow.may if label != NAME}
    domains |= dict.fromkeys(added, 1.0)
    return Known(
        must=flow.must | {NAME, *added},
        domains=domains,
        values={label: (value,) for label, value in added.items()},
        groups=tuple(group for group in count.groups if group.labels <= flow.may - added.keys()),
        series=count.series,
        expected=count.expected,
        type="recorded",
        open=flow.open,
    )


def _joined(known: list[Known]) -> Known:
    if len(known) == 1:
        return known[0]
    return Known(
        must=frozenset.intersection(*(one.must for one in known)),
        domains={label: math.inf for one in known for label in one.domains},
        series=sum(one.series for one in known),
        expected=sum(one.expected for one in known),
        type="recorded",
        open=any(one.open for one in known),
    )
