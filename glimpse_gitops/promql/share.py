"""Shares: quotients whose numerator is a part of the denominator, so they lie between 0 and 1.

Recognised are ``x / x``, ``x / (x + y)`` and ``sum by (…) (x{…, more}) / sum by (…) (x{…})``, where nothing is
negative.
"""

from __future__ import annotations

from collections.abc import Mapping

from .canonical import same
from .interval import Interval
from .narrowing import added_matchers
from .tree import Aggregation, Binary, Call, Expression, Labels, Selector, unwrap

_ADDITIVE = frozenset({"rate", "increase", "irate", "sum_over_time", "count_over_time", "last_over_time", "abs"})
"""Functions of single series that are not negative on non-negative samples."""


def is_share(node: Binary, values: Mapping[Expression, Interval]) -> bool:
    """Whether a division certainly is a share."""
    if node.grouping is not None or node.fills:
        return False
    above, below = values[node.left], values[node.right]
    if above.low < 0 or below.low < 0 or above.nan or below.nan:
        return False
    numerator, denominator = unwrap(node.left), unwrap(node.right)
    if not isinstance(denominator, Binary) and type(numerator) is not type(denominator):
        return False
    return _part_of(numerator, denominator, node.matching, values)


def _part_of(
    part: Expression, whole: Expression, matching: Labels | None, values: Mapping[Expression, Interval]
) -> bool:
    if isinstance(whole, Binary):
        if whole.op.value != "+" or whole.matching is not None or whole.fills or matching is not None:
            return same(part, whole)
        addends = (unwrap(whole.left), unwrap(whole.right))
        if any(values[addend].low < 0 or values[addend].nan for addend in addends):
            return False
        return same(part, whole) or any(same(part, addend) for addend in addends)
    if isinstance(part, Aggregation) and isinstance(whole, Aggregation):
        return _part_of_sum(part, whole, matching) or (part.op.value == whole.op.value and same(part, whole))
    return matching is None and (_narrower(part, whole) or same(part, whole))


def _part_of_sum(part: Aggregation, whole: Aggregation, matching: Labels | None) -> bool:
    """Sums or counts over the same groups, the first over fewer series; each group is compared with itself."""
    if part.op.value != whole.op.value or part.op.value not in ("sum", "count"):
        return False
    if not _same_groups(part.grouping, whole.grouping) or not _matches_groups(matching, whole.grouping):
        return False
    return _narrower(unwrap(part.expression), unwrap(whole.expression))


def _same_groups(first: Labels | None, second: Labels | None) -> bool:
    if first is None or second is None:
        return first is second
    return (
        first.keyword.value == second.keyword.value
        and first.names == second.names
        and not (first.variable or second.variable)
    )


def _matches_groups(matching: Labels | None, grouping: Labels | None) -> bool:
    """Whether the division pairs each group with itself: no modifier, or ``on`` with just the labels of ``by``."""
    if matching is None:
        return True
    by = frozenset[str]() if grouping is None else grouping.names
    return (
        matching.keyword.value == "on"
        and (grouping is None or grouping.keyword.value == "by")
        and matching.names == by
        and not matching.variable
    )


def _narrower(part: Expression, whole: Expression) -> bool:
    """Whether the first selects a subset of the series of the second and does the same to each of them."""
    if isinstance(part, Call) and isinstance(whole, Call):
        return (
            part.function.value == whole.function.value
            and part.function.value in _ADDITIVE
            and len(part.arguments) == len(whole.arguments) == 1
            and _narrower(unwrap(part.arguments[0]), unwrap(whole.arguments[0]))
        )
    return isinstance(part, Selector) and isinstance(whole, Selector) and added_matchers(part, whole) is not None
