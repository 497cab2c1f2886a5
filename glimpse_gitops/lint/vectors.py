"""The labels and the number of series of every operand of an expression."""

from __future__ import annotations

from dataclasses import dataclass

from ..promql.cardinality import count_of
from ..promql.count import Count, Counts
from ..promql.flow import Flow
from ..promql.labels import flow_of
from ..promql.parser import Parsed
from ..promql.tree import Expression, postorder
from ..promql.world import World


@dataclass(frozen=True)
class Vectors:
    """What is known of every operand; a scalar has no flow."""

    tree: Expression
    flows: dict[Expression, Flow | None]
    counts: Counts

    @property
    def flow(self) -> Flow | None:
        """The labels of the result."""
        return self.flows[self.tree]

    @property
    def count(self) -> Count:
        """The number of series of the result."""
        return self.counts[self.tree]


def vectors_of(parsed: Parsed, world: World) -> Vectors | None:
    """The operands of an expression; None for one with faults."""
    if parsed.tree is None:
        return None
    flows: dict[Expression, Flow | None] = {}
    counts: Counts = {}
    for node in postorder(parsed.tree):
        flows[node] = flow_of(node, flows, world, parsed.kinds)
    for node in postorder(parsed.tree):
        counts[node] = count_of(node, counts, flows, world)
    return Vectors(parsed.tree, flows, counts)
