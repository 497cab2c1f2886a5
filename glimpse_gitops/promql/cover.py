"""How many combinations of label values can there be? The cheapest cover of a label set by joint bounds.

Each label has a bound of its own (its domain), each group of labels a joint one: 200 instances of 5 jobs make 200 pairs
and not 1,000. Any choice of groups and single labels that together hold all labels of a set bounds its combinations by
the product of their bounds; a group with given labels asks for those to be held, too. The smallest such product is
searched for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

_MOST_STEPS = 400


class Group(NamedTuple):
    """A joint bound: these labels together take at most so many combinations of values.

    With ``given`` labels the bound holds for each combination of theirs, so a bound of 1 is a functional dependency:
    ``Group({"job"}, 1, given={"instance"})`` says that an instance belongs to one job.
    """

    labels: frozenset[str]
    bound: float
    given: frozenset[str] = frozenset()


def cheapest_cover(labels: Iterable[str], domains: Mapping[str, float], groups: tuple[Group, ...]) -> float:
    """An upper bound of the number of distinct values of these labels, taken together.

    The labels are those that series may have; one without a domain has any number of values.
    """
    product = 1.0
    for label in labels:
        product *= domains.get(label, math.inf)
    if not groups or product <= 1.0:
        return product
    useful = [
        group
        for group in groups
        if group.given or group.bound < math.prod([domains.get(label, math.inf) for label in group.labels])
    ]
    return _search(frozenset(labels), useful, domains) if useful else product


def _search(wanted: frozenset[str], groups: list[Group], domains: Mapping[str, float]) -> float:
    """The cheapest way to account for all labels, looked for from the cheapest beginning on.

    What is left to account for after some groups is one state; it is not entered twice at no lower price. Any end that
    was reached is a sound bound, so the search may stop early.
    """
    best = math.inf
    cheapest = {wanted: 1.0}
    waiting = [(1.0, 0, wanted)]
    for step in range(1, _MOST_STEPS):
        if not waiting:
            break
        price, _, left = heappop(waiting)
        best = min(best, price * math.prod([domains.get(label, math.inf) for label in left]))
        for group in groups:
            if group.labels & left:
                rest = (left - group.labels) | group.given
                total = price * group.bound
                if total < best and total < cheapest.get(rest, math.inf):
                    cheapest[rest] = total
                    heappush(waiting, (total, step * len(groups) + len(waiting), rest))
    return best


def restricted(groups: tuple[Group, ...], labels: frozenset[str]) -> tuple[Group, ...]:
    """The joint bounds as far as they speak of these labels."""
    if not groups:
        return groups
    kept: list[Group] = []
    for group in groups:
        shared = group.labels & labels
        if shared and group.given <= labels and (len(shared) > 1 or group.given):
            kept.append(group if shared == group.labels else Group(shared, group.bound, group.given))
    return tuple(kept)


def occupied(slots: float, balls: float) -> float:
    """How many of ``slots`` equally likely values are expected among ``balls`` series."""
    if slots <= 1 or balls <= 1 or math.isinf(slots):
        return min(slots, balls)
    if math.isinf(balls):
        return slots
    return -slots * math.expm1(balls * math.log1p(-1 / slots))
