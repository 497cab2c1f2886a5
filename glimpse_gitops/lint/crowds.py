"""Sides of operations that have to be unique in the compared labels, and are not or may not be."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..promql.analysis import Analysis as Facts
from ..promql.flow import Flow
from ..promql.matching import matching_of
from ..promql.pairing import Crowd, pairing_of
from ..promql.tree import Binary
from ..promql.world import NAME
from .analysis import Analysis


def crowds_in(analysis: Analysis) -> Iterator[tuple[Binary, Crowd, bool]]:
    """Each operation with such a side, and whether it is certain; of one that nothing bounds nothing is said."""
    facts = analysis.facts
    for node in analysis.binaries if facts is not None else ():
        pairing = pairing_of(node, facts.flows, facts.counts) if facts is not None else None
        for crowd in pairing.crowds if pairing is not None else ():
            flow = None if facts is None else facts.flows[crowd.side]
            if facts is None or flow is None or not math.isfinite(crowd.series):
                continue
            if flow.open or flow.may - {NAME}:
                yield node, crowd, _is_certain(crowd, node, flow, facts)


def told(node: Binary, crowd: Crowd, be: str) -> str:
    """What is wrong, in words; `be` says how sure that is."""
    said = f"{crowd.series:,.0f} series for {crowd.combinations:,.0f} combinations of the compared labels"
    return f'"{node.op.value}" needs a side that is unique: here {be} up to {said}'


def _is_certain(crowd: Crowd, node: Binary, flow: Flow, facts: Facts) -> bool:
    """Whether at most one label that is not compared takes several values: two may depend on each other."""
    count = facts.counts[crowd.side]
    if flow.open:
        return False
    matching = matching_of(node)
    if matching.on is not None and not all(flow.possible(label) for label in matching.on):
        return False
    free = [label for label in flow.may - {NAME} if not matching.compares(label)]
    return sum(count.domains.get(label, math.inf) > 1 for label in free) == 1 and set(free) <= flow.must
