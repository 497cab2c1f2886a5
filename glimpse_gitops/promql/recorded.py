"""The metrics that recording rules make: what is known of them follows from their expressions.

Rules may read what other rules record, so they are worked through in the order of their dependencies. Rules that read
one another in a circle, and rules with faults, stay unknown: an open world.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from .analysis import Analysis, analyse
from .cover import restricted
from .flow import NO_LABELS
from .interval import hull
from .knots import knots
from .parser import Parsed
from .tree import selectors
from .world import NAME, Known, World

_MOST_LABELS = 500
"""A series with more is left open: rules that add labels to each other's series would be the work of hours."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording rule."""

    name: str
    """The metric that it records."""
    expression: Parsed
    labels: Mapping[str, str] = field(default_factory=dict)
    """Labels that the rule sets; an empty value removes the label."""


@dataclass(frozen=True)
class Recorded:
    """What comes of recording rules."""

    world: World
    """The world with their metrics."""
    analyses: Mapping[str, Analysis]
    """The facts of those expressions that had to be worked through, by their text; they hold in this very world."""


def with_recorded(world: World, recordings: Iterable[Recording]) -> World:
    """The world with the metrics of these rules; a metric that is declared keeps its declaration."""
    return recorded_in(world, recordings).world


def recorded_in(world: World, recordings: Iterable[Recording]) -> Recorded:
    """As `with_recorded`, with the facts that were found on the way."""
    rules: dict[str, list[Recording]] = {}
    for recording in recordings:
        rules.setdefault(recording.name, []).append(recording)
    known = dict(world.known)
    # Each rule is analysed in the world of those before it: that grows, instead of being copied for each of thousands.
    growing = replace(world, known=known)
    analyses: dict[str, Analysis] = {}
    for name in _ordered(rules):
        if name in known or any(rule.expression.tree is None for rule in rules[name]):
            continue
        facts = [analyse(rule.expression, growing) for rule in rules[name]]
        analyses.update((rule.expression.text, one) for rule, one in zip(rules[name], facts, strict=True))
        made = _together([_known(rule, one) for rule, one in zip(rules[name], facts, strict=True)])
        if len(made.labels) <= _MOST_LABELS:
            known[name] = made
    return Recorded(growing, analyses)


def _ordered(rules: Mapping[str, Sequence[Recording]]) -> list[str]:
    """The names, each behind those that it reads, without those that a circle makes unknowable."""
    reads = {name: {metric for rule in same for metric in _metrics(rule)} for name, same in rules.items()}
    return [knot[0] for knot in knots(reads) if len(knot) == 1 and knot[0] not in reads[knot[0]]]


def _metrics(rule: Recording) -> set[str]:
    tree = rule.expression.tree
    return set() if tree is None else {node.metric for node in selectors(tree) if node.metric is not None}


def _known(rule: Recording, analysis: Analysis) -> Known:
    flow, count = analysis.flow or NO_LABELS, analysis.count
    fixed = {name: value for name, value in rule.labels.items() if value}
    kept = flow.may - set(rule.labels) - {NAME}
    moving = count.changing is not None
    domains = {name: float("inf") if moving else count.domains.get(name, float("inf")) for name in kept}
    return Known(
        must=(flow.must & kept) | set(fixed) | {NAME},
        domains={**domains, **dict.fromkeys(fixed, 1.0), NAME: 1.0},
        values={name: (value,) for name, value in fixed.items()},
        groups=() if moving else restricted(count.groups, kept),
        series=count.over_time,
        expected=count.expected,
        interval=analysis.value,
        type="recorded",
        open=flow.open,
    )


def _together(made: Sequence[Known]) -> Known:
    """Several rules that record one metric: all their series."""
    if len(made) == 1:
        return made[0]
    domains: dict[str, float] = {}
    present: Counter[str] = Counter()
    values: dict[str, set[str]] = {}
    unlisted: set[str] = set()
    for known in made:
        present.update(known.domains.keys())
        unlisted.update(name for name in known.labels if name not in known.values)
        for name, count in known.domains.items():
            domains[name] = domains.get(name, 0.0) + count
        for name, listed in known.values.items():
            values.setdefault(name, set()).update(listed)
    # A label that some of the series do not have is empty there, and that is one more value.
    partly = {name for name, count in present.items() if count < len(made)}
    told = {
        name: tuple(sorted(found | {""} if name in partly else found))
        for name, found in values.items()
        if name not in unlisted
    }
    bounds = {name: count + (name in partly) for name, count in domains.items()}
    return Known(
        must=frozenset.intersection(*(known.must for known in made)),
        domains={**bounds, **{name: float(len(listed)) for name, listed in told.items()}, NAME: 1.0},
        values=told,
        series=math.fsum(known.series for known in made),
        expected=math.fsum(known.expected for known in made),
        interval=reduce(hull, (known.interval for known in made)),
        type="recorded",
        open=any(known.open for known in made),
    )
