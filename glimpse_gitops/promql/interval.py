"""Ranges of sample values and their arithmetic.

An interval says: the value is not below ``low``, not above ``high``, or it is NaN where ``nan`` allows that. Bounds may
be infinite. Every operation returns an interval that holds all possible results; where infinities or zeros make that
hard it returns a wider one. A ``low`` of -0.0 says that the negative zero is possible, by which one must not divide.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple


class Interval(NamedTuple):
    """The values from ``low`` to ``high``, both included."""

    low: float
    high: float
    nan: bool = False

    @property
    def empty(self) -> bool:
        """No number is in it."""
        return self.low > self.high

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | float):
            return False
        return self.nan if math.isnan(value) else self.low <= value <= self.high


ANYTHING: Final = Interval(-math.inf, math.inf, True)
ANY_NUMBER: Final = Interval(-math.inf, math.inf)
POSITIVE: Final = Interval(0.0, math.inf)
"""Zero and more."""
UNIT: Final = Interval(0.0, 1.0)
ONE: Final = Interval(1.0, 1.0)
NOTHING: Final = Interval(math.inf, -math.inf)
"""No number at all: the values of an empty result."""


def hull(first: Interval, second: Interval) -> Interval:
    """The smallest interval that holds both."""
    low = min(first.low, second.low)
    if low == 0 and (_may_be_negative(first) or _may_be_negative(second)):
        low = -0.0
    return Interval(low, max(first.high, second.high), first.nan or second.nan)


def _may_be_negative(value: Interval) -> bool:
    """Whether a number below zero or the negative zero is possible."""
    return math.copysign(1.0, value.low) < 0


def _signed(low: float, left: Interval, right: Interval) -> float:
    """The lower bound of a product or quotient, which is a negative zero where the signs allow one."""
    return -0.0 if low == 0 and (_may_be_negative(left) or _may_be_negative(right)) else low


def negate(value: Interval) -> Interval:
    return Interval(-value.high, -value.low, value.nan)


def add(left: Interval, right: Interval) -> Interval:
    clash = (left.low == -math.inf and right.high == math.inf) or (left.high == math.inf and right.low == -math.inf)
    nan = left.nan or right.nan or clash
    return Interval(_sum(left.low, right.low, -math.inf), _sum(left.high, right.high, math.inf), nan)


def _sum(left: float, right: float, otherwise: float) -> float:
    found = left + right
    return otherwise if math.isnan(found) else found


def subtract(left: Interval, right: Interval) -> Interval:
    return add(left, negate(right))


def multiply(left: Interval, right: Interval) -> Interval:
    products = [_product(a, b) for a in left[:2] for b in right[:2]]
    infinite = any(math.isinf(bound) for bound in (*left[:2], *right[:2]))
    zero = left.low <= 0 <= left.high or right.low <= 0 <= right.high
    low = _signed(min(products), left, right)
    return Interval(low, max(products), left.nan or right.nan or (infinite and zero))


def _product(left: float, right: float) -> float:
    return 0.0 if left == 0 or right == 0 else left * right


def divide(left: Interval, right: Interval) -> Interval:
    infinite = math.inf in (left.high, -left.low) and math.inf in (right.high, -right.low)
    if right.low > 0 or right.high < 0:
        quotients = [_quotient(a, b) for a in left[:2] for b in right[:2]]
        low = _signed(min(quotients), left, right)
        return Interval(low, max(quotients), left.nan or right.nan or infinite)
    if left.low >= 0 and right.low >= 0 and not _may_be_negative(right):
        return Interval(
            left.low / right.high if 0 < right.high < math.inf else math.copysign(0.0, left.low), math.inf, True
        )
    return ANYTHING


def _quotient(left: float, right: float) -> float:
    if math.isinf(right):
        return 0.0 if not math.isinf(left) else math.copysign(math.inf, left) * math.copysign(1.0, right)
    try:
        return left / right
    except OverflowError:
        return math.copysign(math.inf, left) * math.copysign(1.0, right)


def modulo(left: Interval, right: Interval) -> Interval:
    """Go's Mod: the result has the sign of ``left`` and is smaller than ``right`` in size."""
    size = max(abs(right.low), abs(right.high))
    low = 0.0 if left.low >= 0 else max(left.low, -size)
    high = 0.0 if left.high <= 0 else min(left.high, size)
    return Interval(low, high, True)


def power(left: Interval, right: Interval) -> Interval:
    if left.low < 0:
        return ANYTHING
    if left.low >= 1 and right.low >= 0:
        return Interval(1.0, math.inf, left.nan or right.nan)
    return Interval(0.0, math.inf, left.nan or right.nan)


def arctangent(left: Interval, right: Interval) -> Interval:
    return Interval(-math.pi, math.pi, left.nan or right.nan)


ARITHMETIC: Final[dict[str, Callable[[Interval, Interval], Interval]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": modulo,
    "^": power,
    "atan2": arctangent,
}


def monotone(value: Interval, function: Callable[[float], float]) -> Interval:
    """The image of an interval under a function that never falls."""
    return Interval(_bounded(function, value.low, -math.inf), _bounded(function, value.high, math.inf), value.nan)


def _bounded(function: Callable[[float], float], value: float, otherwise: float) -> float:
    try:
        found = function(value)
    except (ValueError, OverflowError):
        return otherwise
    return otherwise if math.isnan(found) else found


def compared(op: str, left: Interval, right: Interval) -> Interval:
    """The values of ``left`` for which ``left op right`` holds for some value of ``right``; empty if there are none."""
    low, high, nan = left
    match op:
        case ">" | ">=":
            strict = op == ">" and (high <= right.low)
            if strict:
                return NOTHING
            least = max(low, right.low)
            return Interval(-0.0 if least == 0 and low <= 0 and math.copysign(1.0, low) < 0 else least, high)
        case "<" | "<=":
            strict = op == "<" and (low >= right.high)
            return Interval(low, min(high, right.high)) if not strict else NOTHING
        case "==":
            least = max(low, right.low)
            return Interval(-0.0 if least == 0 and math.copysign(1.0, low) < 0 else least, min(high, right.high))
        case _:
            if low == high == right.low == right.high and not (nan or right.nan):
                return NOTHING
            return left


def always(op: str, left: Interval, right: Interval) -> bool:
    """Whether ``left op right`` holds for all values of both."""
    if op == "!=":
        return left.high < right.low or left.low > right.high
    if left.nan or right.nan:
        return False
    match op:
        case ">":
            return left.low > right.high
        case ">=":
            return left.low >= right.high
        case "<":
            return left.high < right.low
        case "<=":
            return left.high <= right.low
        case _:
            return left.low == left.high == right.low == right.high
