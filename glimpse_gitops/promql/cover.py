"""How many combinations of label values can there be? The cheapest cover of a label set by joint bounds.

Each label has a bound of its own (its domain), each group of labels a joint one: 200 instances of 5 jobs make 200 pairs
and not 1,000. Any choice of groups and single labels that together hold all labels of a set bounds its combinations by
the product of their bounds. The smallest such product is searched for exactly, among the few groups that can help.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_MOST_GROUPS = 7


class Group(NamedTuple):
    """A joint bound: these labels together take at most so many combinations of values."""

    labels: frozenset[str]
    bound: float


def cheapest_cover(labels: Iterable[str], domains: Mapping[str, float], groups: tuple[Group, ...]) -> float:
    """An upper bound of the number of distinct values of these labels, taken together.

    The labels are those that series may have; one without a domain has any number of values.
    """
    product = 1.0
    for label in labels:
        product *= domains.get(label, math.inf)
    if not groups or product <= 1.0:
        return product
    wanted = frozenset(labels)
    useful: list[Group] = []
    for group in groups:
        shared = group.labels & wanted
        if shared and group.bound < math.prod([domains.get(label, math.inf) for label in shared]):
            useful.append(Group(shared, group.bound))
    if not useful:
        return product
    useful.sort(key=_most_useful)
    return _search(wanted, useful[:_MOST_GROUPS], domains)


def _most_useful(group: Group) -> tuple[float, int]:
    return group.bound, -len(group.labels)


def _search(wanted: frozenset[str], groups: list[Group], domains: Mapping[str, float]) -> float:
    """The cheapest product over all choices of groups; a handful of groups makes this a handful of steps."""
    best = math.prod([domains.get(label, math.inf) for label in wanted])
    for position, group in enumerate(groups):
        if group.labels & wanted:
            best = min(best, group.bound * _search(wanted - group.labels, groups[position + 1 :], domains))
    return best


def restricted(groups: tuple[Group, ...], labels: frozenset[str]) -> tuple[Group, ...]:
    """The joint bounds as far as they speak of these labels."""
    if not groups:
        return groups
    kept: list[Group] = []
    for group in groups:
        shared = group.labels & labels
        if shared == group.labels:
            kept.append(group)
        elif len(shared) > 1:
            kept.append(Group(shared, group.bound))
    return tuple(kept)


def occupied(slots: float, balls: float) -> float:
    """How many of ``slots`` equally likely values are expected among ``balls`` series."""
    if slots <= 1 or balls <= 1 or math.isinf(slots):
        return min(slots, balls)
    if math.isinf(balls):
        return slots
    return -slots * math.expm1(balls * math.log1p(-1 / slots))
