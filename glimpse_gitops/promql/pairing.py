"""Will a binary operation find pairs, and will Prometheus accept them?

Two things go wrong with vector matching: no pair is ever found, because one side must have a compared label that the
other cannot have; and several series of a side that must be unique fall together, at which Prometheus stops with
"many-to-many matching not allowed". The first is certain when reported. The second is a possibility: the bounds say
that there can be more series than combinations of compared labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .cardinality_of_operators import compared_labels, never_matches
from .count import Count, distinct
from .flow import Flow
from .matching import matching_of
from .tree import Binary, Expression
from .words import SET_OPERATORS


@dataclass(frozen=True, slots=True)
class Crowd:
    """A side of an operation that may not be unique."""

    side: Expression
    series: float
    """Series of this side at most; infinite if nothing bounds them."""
    combinations: float
    """Combinations of the compared labels at most."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What can go wrong with one operation."""

    never: frozenset[str]
    """Compared labels on one side only: with any of these no pair is ever found."""
    crowds: tuple[Crowd, ...] = ()
    """Sides that have to be unique and may not be."""


def pairing_of(
    node: Binary, flows: Mapping[Expression, Flow | None], counts: Mapping[Expression, Count]
) -> Pairing | None:
    """The pairing of an operation between two vectors; None for scalars, ``or``, ``unless`` and filled operations."""
    op = node.op.value
    if flows[node.left] is None or flows[node.right] is None or op in ("or", "unless") or node.fills:
        return None
    matching = matching_of(node)
    many, one = flows[matching.many], flows[matching.one]
    assert many is not None
    assert one is not None
    never = never_matches(matching, many, one)
    compared = compared_labels(matching, many, one)
    if op in SET_OPERATORS or never or compared is None:
        return Pairing(never)
    sides = [(matching.one, one)] if matching.grouped else [(matching.many, many), (matching.one, one)]
    crowds = []
    for side, flow in sides:
        series, combinations = counts[side].series, distinct(counts[side], flow, compared)
        if combinations < series:
            crowds.append(Crowd(side, series, combinations))
    return Pairing(never, tuple(crowds))
