"""The size of aggregations: one series per combination of the labels that are kept."""

from __future__ import annotations

import math
from collections.abc import Mapping

from .count import NO_DOMAINS, Count, Counts
from .cover import Group, cheapest_cover, occupied, restricted
from .flow import NO_LABELS, Flow
from .tree import Aggregation, Expression, Labels, Number, Text, Variable
from .words import SELECTING_AGGREGATORS
from .world import NAME


def count_of_aggregation(node: Aggregation, counts: Counts, flows: Mapping[Expression, Flow | None]) -> Count:
    """The size of an aggregation."""
    inner, flow = counts[node.expression], flows[node] or NO_LABELS
    op = node.op.value
    if op == "count_values":
        return _values_counted(node, inner, flow)
    if node.op.variable or (node.grouping is not None and node.grouping.variable):
        return _hidden(node, inner)
    if op in SELECTING_AGGREGATORS:
        return _selected(node, inner, flows[node.expression] or NO_LABELS)
    combinations = math.inf if flow.open else cheapest_cover(flow.may, inner.domains, inner.groups)
    return Count(
        min(inner.series, combinations),
        min(inner.expected, occupied(combinations, inner.expected)),
        {name: inner.domains.get(name, math.inf) for name in flow.may},
        restricted(inner.groups, flow.may),
        inner.changing,
    )


def _hidden(node: Aggregation, inner: Count) -> Count:
    """Any subset of the labels can be left."""
    if node.op.variable and isinstance(node.parameter, Text | Variable):
        return Count(inner.series, inner.expected, NO_DOMAINS, (), math.inf)
    return inner._replace(groups=_steady_groups(inner))


def _steady_groups(inner: Count) -> tuple[Group, ...]:
    """The joint bounds that hold even if some labels are removed: nothing is determined by a removed label."""
    return tuple(group for group in inner.groups if not group.given)


def _selected(node: Aggregation, inner: Count, source: Flow) -> Count:
    """``topk`` and its kind return some of their series, so many per group; over time these can be any of them."""
    if node.op.value == "limit_ratio" or inner.series == 0:
        return inner
    keys = _keys(node.grouping, source)
    groups = math.inf if keys is None else cheapest_cover(keys, inner.domains, inner.groups)
    each = _parameter(node)
    most = each * min(groups, inner.series) if each else 0.0
    expected = each * min(occupied(groups, inner.expected), inner.expected) if each else 0.0
    if most >= inner.series:
        return inner
    return Count(most, min(inner.expected, expected), inner.domains, inner.groups, inner.over_time)


def _keys(grouping: Labels | None, source: Flow) -> frozenset[str] | None:
    """The labels whose combinations are the groups; None where an open world hides some."""
    if grouping is None:
        return frozenset()
    if grouping.keyword.value == "by":
        return frozenset(name for name in grouping.names if source.possible(name))
    return None if source.open else source.may - grouping.names - {NAME}


def _parameter(node: Aggregation) -> float:
    """The k of ``topk`` and its kind; infinite if it is no plain number."""
    if not isinstance(node.parameter, Number) or not math.isfinite(node.parameter.value):
        return math.inf
    return max(0.0, float(math.floor(node.parameter.value)))


def _values_counted(node: Aggregation, inner: Count, flow: Flow) -> Count:
    """``count_values`` has a series for each value in each group: in the worst case each series has its own.

    Values change, so over time there is no bound.
    """
    label = node.parameter.value if isinstance(node.parameter, Text) else ""
    kept = flow.may - {label}
    domains = {name: inner.domains.get(name, math.inf) for name in kept}
    domains[label] = max(1.0, inner.series)
    hidden = node.grouping is not None and node.grouping.variable
    groups = _steady_groups(inner) if hidden else inner.groups
    return Count(inner.series, inner.expected, domains, restricted(groups, kept), math.inf)
