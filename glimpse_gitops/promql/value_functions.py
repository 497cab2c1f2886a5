"""What functions do to value ranges."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from .interval import ANY_NUMBER, ANYTHING, ONE, POSITIVE, Interval, monotone


def summed(value: Interval) -> Interval:
    """The sum of one value or more."""
    nan = value.nan or (value.low == -math.inf and value.high == math.inf)
    return Interval(value.low if value.low >= 0 else -math.inf, value.high if value.high <= 0 else math.inf, nan)


def clamped(name: str, arguments: list[Interval]) -> Interval:
    """``clamp``, ``clamp_min`` and ``clamp_max``: larger arguments never give smaller results."""
    value = arguments[0]
    if len(arguments) != (3 if name == "clamp" else 2):
        return ANYTHING
    least = Interval(-math.inf, -math.inf) if name == "clamp_max" else arguments[1]
    most = Interval(math.inf, math.inf) if name == "clamp_min" else arguments[-1]
    return Interval(
        max(least.low, min(most.low, value.low)),
        max(least.high, min(most.high, value.high)),
        any(argument.nan for argument in arguments),
    )


def _absolute(value: Interval) -> Interval:
    low = 0.0 if value.low <= 0 <= value.high else min(abs(value.low), abs(value.high))
    return Interval(low, max(abs(value.low), abs(value.high)), value.nan)


def _sign(value: Interval) -> Interval:
    return monotone(value, lambda bound: math.copysign(1.0, bound) if bound else 0.0)


def _difference(value: Interval) -> Interval:
    size = value.high - value.low
    return Interval(-size, size, value.nan) if math.isfinite(size) else ANYTHING


def _logarithm(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    def apply(value: Interval) -> Interval:
        bounds = monotone(Interval(max(value.low, 0.0), max(value.high, 0.0)), function)
        return Interval(bounds.low, bounds.high, value.nan or value.low < 0)

    return apply


def _root(value: Interval) -> Interval:
    bounds = monotone(Interval(max(value.low, 0.0), max(value.high, 0.0)), math.sqrt)
    return Interval(bounds.low, bounds.high, value.nan or value.low < 0)


def _rising(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    return lambda value: monotone(value, function)


def _whole(function: Callable[[float], int]) -> Callable[[Interval], Interval]:
    return lambda value: monotone(
        value, lambda bound: bound if math.isinf(bound) else math.copysign(function(bound), function(bound) or bound)
    )


def _scalar(value: Interval) -> Interval:
    """``scalar`` is NaN unless its vector has exactly one series."""
    return Interval(value.low, value.high, nan=True)


def _within(low: float, high: float) -> Callable[[Interval], Interval]:
    return lambda value: Interval(low, high, nan=True)


_COUNTED: Final = Interval(1.0, math.inf)
_SPREAD: Final = Interval(0.0, math.inf, nan=True)

FIXED: Final[dict[str, Interval]] = {
    "absent": ONE,
    "absent_over_time": ONE,
    "present_over_time": ONE,
    "count_over_time": _COUNTED,
    "changes": POSITIVE,
    "resets": POSITIVE,
    "stddev_over_time": _SPREAD,
    "stdvar_over_time": _SPREAD,
    "mad_over_time": _SPREAD,
    "histogram_count": POSITIVE,
    "histogram_fraction": Interval(0.0, 1.0, nan=True),
    "histogram_stddev": _SPREAD,
    "histogram_stdvar": _SPREAD,
    "day_of_month": Interval(1.0, 31.0),
    "day_of_week": Interval(0.0, 6.0),
    "day_of_year": Interval(1.0, 366.0),
    "days_in_month": Interval(28.0, 31.0),
    "hour": Interval(0.0, 23.0),
    "minute": Interval(0.0, 59.0),
    "month": Interval(1.0, 12.0),
    "year": ANY_NUMBER,
    "pi": Interval(math.pi, math.pi),
    "step": POSITIVE,
    "range": POSITIVE,
}
"""Functions whose results do not depend on the values of their arguments."""

TRANSFORMED: Final[dict[str, Callable[[Interval], Interval]]] = {
    **dict.fromkeys(
        (
            *("avg_over_time", "min_over_time", "max_over_time", "last_over_time", "first_over_time"),
            *(
                "sort",
                "sort_desc",
                "sort_by_label",
                "sort_by_label_desc",
                "label_replace",
                "label_join",
                "info",
                "vector",
            ),
        ),
        lambda value: value,
    ),
    "sum_over_time": summed,
    "scalar": _scalar,
    "abs": _absolute,
    "sgn": _sign,
    "idelta": _difference,
    "ceil": _whole(math.ceil),
    "floor": _whole(math.floor),
    "round": _whole(lambda bound: math.floor(bound + 0.5)),
    "exp": _rising(math.exp),
    "ln": _logarithm(lambda bound: math.log(bound) if bound else -math.inf),
    "log2": _logarithm(lambda bound: math.log2(bound) if bound else -math.inf),
    "log10": _logarithm(lambda bound: math.log10(bound) if bound else -math.inf),
    "sqrt": _root,
    "deg": _rising(math.degrees),
    "rad": _rising(math.radians),
    "atan": _rising(math.atan),
    "tanh": _rising(math.tanh),
    "sinh": _rising(math.sinh),
    "asinh": _rising(math.asinh),
    "sin": _within(-1.0, 1.0),
    "cos": _within(-1.0, 1.0),
    "asin": _within(-math.pi / 2, math.pi / 2),
    "acos": _within(0.0, math.pi),
    "cosh": _within(1.0, math.inf),
    "acosh": _within(0.0, math.inf),
}
"""Functions of one vector, by what they do to its values."""
