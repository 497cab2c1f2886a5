"""Value ranges: which values can the samples of each operand take?

The rules follow the functions' definitions: a counter and its rate are not negative, ``up`` lies between 0 and 1,
``count`` is at least 1, ``clamp`` does what it says, arithmetic is done on intervals (``interval.py``), a comparison
keeps what passes it. A share (``share.py``) lies between 0 and 1. Native histograms are no numbers and are left out of
account.

``rate``, ``irate`` and ``increase`` of a metric that nobody declared count as rates of a counter, which is what they
are for; nothing else is assumed of such a metric.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, Literal

from .interval import (
    ANYTHING,
    ARITHMETIC,
    NOTHING,
    ONE,
    POSITIVE,
    UNIT,
    Interval,
    always,
    compared,
    hull,
    negate,
)
from .share import is_share
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Number,
    Paren,
    Selector,
    Subquery,
    Text,
    Unary,
    unwrap,
)
from .value_functions import FIXED, TRANSFORMED, clamped, summed
from .words import COMPARISONS
from .world import World

Values = dict[Expression, Interval]
_RATES: Final = frozenset({"rate", "irate", "increase"})
_SAME: Final = frozenset({"min", "max", "avg", "topk", "bottomk", "limitk", "limit_ratio"})
_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


def values_of(node: Expression, values: Values, world: World, kinds: Mapping[Expression, str]) -> Interval:
    """The values of one operand, whose own operands are already in ``values``."""
    match node:
        case Selector():
            known = world.of(node)
            return ANYTHING if known is None else known.interval
        case Call():
            return _called(node, values, world)
        case Aggregation():
            return _aggregated(node, values)
        case Binary():
            return _combined(node, values, kinds)
        case Number():
            return ANYTHING if math.isnan(node.value) else Interval(node.value, node.value)
        case Paren() | Subquery():
            return values[node.expression]
        case Unary():
            value = values[node.expression]
            return negate(value) if node.op.value == "-" else value
        case _:
            return ANYTHING


def _called(node: Call, values: Values, world: World) -> Interval:
    name = node.function.value
    fixed = FIXED.get(name)
    if fixed is not None:
        return fixed
    arguments = [values[argument] for argument in node.arguments if not isinstance(argument, Text)]
    if not arguments:
        return ANYTHING
    if name in _RATES:
        return _rate(unwrap(node.arguments[0]), arguments[0], world)
    if name in ("clamp", "clamp_min", "clamp_max"):
        return clamped(name, arguments)
    if name == "quantile_over_time" and len(arguments) == 2:
        return _quantile(arguments[0], arguments[1])
    if name == "round" and len(arguments) == 2:
        return ANYTHING
    transform = TRANSFORMED.get(name)
    return ANYTHING if transform is None else transform(arguments[0])


def _rate(source: Expression, value: Interval, world: World) -> Interval:
    """Resets of a counter are made good, so its rate is never negative."""
    if not isinstance(source, Selector):
        return Interval(0.0 if value.low >= 0 else -math.inf, math.inf, nan=True)
    if world.of(source) is None:
        return POSITIVE
    return Interval(0.0 if value.low >= 0 else -math.inf, math.inf, value.nan)


def _quantile(which: Interval, value: Interval) -> Interval:
    """A quantile lies between the values it is taken of, if it is one; else it is infinite."""
    return value if which.low >= 0 and which.high <= 1 and not which.nan else ANYTHING


def _aggregated(node: Aggregation, values: Values) -> Interval:
    value = values[node.expression]
    op = node.op.value
    if node.op.variable:
        return ANYTHING
    if op in _SAME:
        return value
    match op:
        case "sum":
            return summed(value)
        case "count" | "count_values":
            return Interval(1.0, math.inf)
        case "group":
            return ONE
        case "stddev" | "stdvar":
            return Interval(0.0, math.inf, nan=value.nan or math.isinf(value.low) or math.isinf(value.high))
        case _:
            return ANYTHING if node.parameter is None else _quantile(values[node.parameter], value)


def _combined(node: Binary, values: Values, kinds: Mapping[Expression, str]) -> Interval:
    op = node.op.value
    left, right = values[node.left], values[node.right]
    if op == "or":
        return hull(left, right)
    if op in ("and", "unless"):
        return left
    for fill in node.fills:
        number = fill.value.expression if isinstance(fill.value, Unary) else fill.value
        if not isinstance(number, Number):
            return ANYTHING
        filled = -number.value if isinstance(fill.value, Unary) and fill.value.op.value == "-" else number.value
        if fill.keyword.value != "fill_right":
            left = hull(left, Interval(filled, filled, math.isnan(filled)))
        if fill.keyword.value != "fill_left":
            right = hull(right, Interval(filled, filled, math.isnan(filled)))
    if op in COMPARISONS:
        if node.bool_modifier is not None:
            return UNIT
        return _filtered(op, left, right, kinds[node.left], kinds[node.right])
    if left.empty or right.empty:
        return Interval(NOTHING.low, NOTHING.high, left.nan or right.nan)
    if op == "/" and is_share(node, values):
        return Interval(0.0, 1.0, nan=True)
    arithmetic = ARITHMETIC.get(op)
    return ANYTHING if arithmetic is None else arithmetic(left, right)


def _filtered(op: str, left: Interval, right: Interval, left_kind: str, right_kind: str) -> Interval:
    """The values that pass a comparison: those of the vector, or of the left side of two; a variable can be either."""
    if left_kind == "s":
        return compared(_MIRRORED[op], right, left)
    passed = compared(op, left, right)
    if left_kind == "?" and right_kind != "s":
        return hull(passed, compared(_MIRRORED[op], right, left))
    return passed


def outcome(node: Binary, values: Mapping[Expression, Interval]) -> Literal["always", "never"] | None:
    """Whether a comparison is always or never true, whatever the samples are; None if that depends on them."""
    op = node.op.value
    if op not in COMPARISONS or node.fills:
        return None
    left, right = values[node.left], values[node.right]
    if left.empty or right.empty:
        return None
    if always(op, left, right):
        return "always"
    return "never" if not (op == "!=" and (left.nan or right.nan)) and compared(op, left, right).empty else None
