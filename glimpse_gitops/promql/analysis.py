"""One call for everything that is known of an expression: ``analyse(parsed, world)``.

Each analysis is a module of its own: types in ``types.py``, label flow in ``labels.py``, value ranges in ``values.py``,
sizes in ``cardinality.py``, costs in ``cost.py``. All of them go over the operands once, from the innermost outwards,
without recursion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .cardinality import count_of
from .cost import Cost, costs_of
from .count import Count, Counts
from .flow import Flow
from .interval import Interval
from .labels import Flows, flow_of
from .missing import Reason, why_missing
from .parser import Parsed
from .tree import Expression, Paren
from .values import Values, values_of
from .world import World


@dataclass(frozen=True)
class Analysis:
    """The facts about every operand of one expression; all mappings have the operands as keys, innermost first."""

    tree: Expression
    kinds: Mapping[Expression, str]
    """``v``, ``m``, ``s``, ``t`` or ``?``: see ``types.py``."""
    flows: Mapping[Expression, Flow | None]
    """Labels; None for scalars and strings."""
    values: Mapping[Expression, Interval]
    counts: Mapping[Expression, Count]
    """Numbers of series."""
    world: World

    @property
    def flow(self) -> Flow | None:
        """The labels of the result."""
        return self.flows[self.tree]

    @property
    def value(self) -> Interval:
        """The values of the result."""
        return self.values[self.tree]

    @property
    def count(self) -> Count:
        """The size of the result."""
        return self.counts[self.tree]

    @cached_property
    def costs(self) -> dict[Expression, Cost]:
        """The samples that each operand reads and holds."""
        return costs_of(self.kinds, self.counts, self.world)

    def why_missing(self, label: str) -> Reason | None:
        """Where the label gets lost; None if it may be on the result."""
        return why_missing(label, self.tree, self.flows)


def analyse(parsed: Parsed, world: World) -> Analysis:
    """The facts about an expression without faults, in this world."""
    if parsed.tree is None:
        raise ValueError("an expression with faults cannot be analysed")
    kinds = parsed.kinds
    flows: Flows = {}
    values: Values = {}
    counts: Counts = {}
    for node in kinds:
        if type(node) is Paren:
            inner = node.expression
            flows[node], values[node], counts[node] = flows[inner], values[inner], counts[inner]
            continue
        flows[node] = flow_of(node, flows, world, kinds)
        values[node] = values_of(node, values, world, kinds)
        counts[node] = count_of(node, counts, flows, world)
    return Analysis(parsed.tree, kinds, flows, values, counts, world)
