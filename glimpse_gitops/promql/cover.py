"""How many combinations of label values can there be? The cheapest cover of a label set by joint bounds.

Each label has a bound of its own (its domain), each group of labels a joint one: 200 instances of 5 jobs make 200 pairs
and not 1,000. Any choice of groups and single labels that together hold all labels of a set bounds its combinations by
the product of their bounds; a group with given labels asks for those to be held, too. The smallest such product is
searched for exactly, among the few groups that can help.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_MOST_GROUPS = 7


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
    return _search(frozenset(labels), _useful(groups, domains), domains)


def _useful(groups: tuple[Group, ...], domains: Mapping[str, float]) -> list[Group]:
    """The groups that say more than the domains of their labels do, the best first."""
    useful = [
        group
        for group in groups
        if group.bound < math.prod([domains.get(label, math.inf) for label in group.labels]) or group.given
    ]
    useful.sort(key=_order)
    return useful[:_MOST_GROUPS]


def _order(group: Group) -> tuple[float, int]:
    return group.bound, -len(group.labels)


def _search(wanted: frozenset[str], groups: list[Group], domains: Mapping[str, float]) -> float:
    """The cheapest product over all choices of groups; a handful of groups makes this a handful of steps."""
    best = math.prod([domains.get(label, math.inf) for label in wanted])
    for position, group in enumerate(groups):
        if best <= 1.0:
            break
        if group.labels & wanted:
            rest = (wanted - group.labels) | group.given
            best = min(best, group.bound * _search(rest, groups[:position] + groups[position + 1 :], domains))
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
