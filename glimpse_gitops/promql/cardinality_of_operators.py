"""The size of binary operations between vectors."""

from __future__ import annotations

import math
from collections.abc import Mapping

from .count import NO_DOMAINS, SCALAR, Count, Counts, distinct
from .cover import Group, cheapest_cover, occupied, restricted
from .flow import NO_LABELS, Flow
from .matching import Matching, matching_of
from .tree import Binary, Expression
from .world import NAME


def count_of_operation(node: Binary, counts: Counts, flows: Mapping[Expression, Flow | None]) -> Count:
    """The size of a binary operation."""
    left, right = flows[node.left], flows[node.right]
    if left is None:
        return SCALAR if right is None else counts[node.right]
    if right is None or node.op.value == "unless":
        return counts[node.left]
    if node.op.value == "or" or node.fills:
        return _united(counts[node.left], left, counts[node.right], right, flows[node] or NO_LABELS)
    return _paired(node, counts, flows)


def _united(left: Count, left_flow: Flow, right: Count, right_flow: Flow, flow: Flow) -> Count:
    """All series of both sides; a label that one side lacks has one value more, the missing one."""
    domains = {
        name: _one_side(left, left_flow, frozenset({name})) + _one_side(right, right_flow, frozenset({name}))
        for name in flow.may
    }
    groups: list[Group] = []
    for group in (*left.groups, *right.groups):
        labels = group.labels & flow.may
        if len(labels) > 1 and not group.given:
            bound = _one_side(left, left_flow, labels) + _one_side(right, right_flow, labels)
            groups.append(Group(labels, bound))
    series = left.series + right.series
    steady = left.changing is None and right.changing is None
    changing = None if steady else left.over_time + right.over_time
    return Count(series, min(series, left.expected + right.expected), domains, tuple(groups), changing)


def _one_side(count: Count, flow: Flow, labels: frozenset[str]) -> float:
    """Combinations on one side; a label that it cannot have is missing everywhere, which is one value."""
    return max(1.0, distinct(count, flow, frozenset(name for name in labels if flow.possible(name))))


def never_matches(matching: Matching, many: Flow, one: Flow) -> frozenset[str]:
    """Compared labels that one side must have and the other cannot have: with any of these, no pair is ever found."""
    if matching.hidden:
        return frozenset()
    return frozenset(
        name
        for name in many.must | one.must
        if matching.compares(name) and not (many.possible(name) and one.possible(name))
    )


def compared_labels(matching: Matching, many: Flow, one: Flow) -> frozenset[str] | None:
    """The compared labels that both sides can have; None if an open world or a variable hides some of them."""
    if matching.hidden:
        return None
    if matching.on is not None:
        return frozenset(name for name in matching.on if many.possible(name) and one.possible(name))
    if many.open and one.open:
        return None
    names = one.may if many.open else many.may
    return frozenset(
        name for name in names if name not in matching.ignored and many.possible(name) and one.possible(name)
    )


def _paired(node: Binary, counts: Counts, flows: Mapping[Expression, Flow | None]) -> Count:
    matching = matching_of(node)
    many, one = counts[matching.many], counts[matching.one]
    many_flow, one_flow = flows[matching.many] or NO_LABELS, flows[matching.one] or NO_LABELS
    keeps_many = matching.grouped or node.op.value == "and"
    changing = None
    if many.changing is not None or one.changing is not None:
        changing = many.over_time if keeps_many else min(many.over_time, one.over_time)
    compared = compared_labels(matching, many_flow, one_flow)
    if matching.hidden_include or (compared is None and matching.include):
        return Count(many.series, many.expected, NO_DOMAINS, (), math.inf)
    if compared is None:
        series = many.series if keeps_many else min(many.series, one.series)
        return Count(series, min(series, many.expected), many.domains, many.groups, changing)
    slots = min(distinct(many, many_flow, compared), distinct(one, one_flow, compared))
    shared = {name: min(many.domains.get(name, math.inf), one.domains.get(name, math.inf)) for name in compared}
    agreed = restricted(one.groups, compared)
    if keeps_many:
        pairs = min(slots, one.expected if matching.grouped else occupied(slots, one.expected))
        share = min(1.0, pairs / slots) if 0 < slots < math.inf else 1.0
        size = _kept(many, many_flow, shared, agreed)
        size = Count(size.series, min(size.series, many.expected * share), size.domains, size.groups, changing)
        if matching.include:
            size = _with_included(size, matching, many_flow, one, one_flow, compared)
    else:
        groups = (*restricted(many.groups, compared), *agreed)
        series = min(many.series, one.series, slots, cheapest_cover(compared, shared, groups))
        shared[NAME] = many.domains.get(NAME, 1.0)
        # Both sides are unique on the compared labels, or the query fails.
        size = Count(series, min(series, many.expected, one.expected), shared, groups, changing)
    if never_matches(matching, many_flow, one_flow):
        return size._replace(series=0.0, expected=0.0, changing=None)
    return size


def _kept(many: Count, flow: Flow, shared: Mapping[str, float], agreed: tuple[Group, ...]) -> Count:
    """The series of one side that find a partner."""
    domains = {**many.domains, **shared}
    groups = (*many.groups, *agreed) if agreed else many.groups
    series = many.series
    if not flow.open:
        series = min(series, cheapest_cover(flow.may, domains, groups))
    return Count(series, many.expected, domains, groups)


def _with_included(
    size: Count, matching: Matching, many_flow: Flow, one: Count, one_flow: Flow, compared: frozenset[str]
) -> Count:
    """The labels of ``group_left (…)``: the other side has one series per match, so the compared labels decide them."""
    domains = dict(size.domains)
    for label in matching.include:
        domains[label] = _one_side(one, one_flow, frozenset({label}))
    groups = restricted(size.groups, many_flow.may - matching.include)
    included = frozenset(label for label in matching.include if one_flow.possible(label))
    if included and compared.isdisjoint(matching.include):
        groups = (*groups, Group(included, 1.0, compared))
    # The partner of a series can be another one later, with other values.
    values = math.prod([domains[label] for label in included]) if one.changing is None else math.inf
    return size._replace(domains=domains, groups=groups, changing=size.over_time * values if size.over_time else None)
