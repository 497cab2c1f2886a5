"""``Count``: the size of one vector, and the bounds on the values of its labels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from .cover import Group, cheapest_cover
from .flow import Flow
from .tree import Expression


class Count(NamedTuple):
    """The size of one vector; for a scalar one series without labels."""

    series: float
    """At one moment never more than this; infinite where nothing bounds it."""
    expected: float
    """As a rule about this many."""
    domains: Mapping[str, float]
    """For each label that may be there, the number of its values at most, a missing one counted as a value.

    It can hold more labels than the vector has; ``Flow`` tells which those are.
    """
    groups: tuple[Group, ...] = ()
    changing: float | None = None
    """Series over any period at most, where that can be more than at one moment, as for ``topk``; else None."""

    @property
    def over_time(self) -> float:
        """Series over any period at most: what a panel draws."""
        return self.series if self.changing is None else self.changing

    def distinct(self, labels: frozenset[str]) -> float:
        """Combinations of values of these labels at most."""
        return min(self.series, cheapest_cover(labels, self.domains, self.groups))


Counts = dict[Expression, Count]
"""The size of each operand."""
NO_DOMAINS: Final[Mapping[str, float]] = {}
SCALAR: Final = Count(1.0, 1.0, NO_DOMAINS)
UNKNOWN: Final = Count(math.inf, math.inf, NO_DOMAINS)


def distinct(count: Count, flow: Flow, labels: frozenset[str]) -> float:
    """Combinations of values of these labels at most, also where the vector's world is open."""
    if flow.open and any(label not in count.domains and label not in flow.excluded for label in labels):
        return count.series
    return count.distinct(labels)
