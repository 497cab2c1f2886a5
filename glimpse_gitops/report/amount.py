"""Amounts for people: `2,400`, `12.9 k`, `3.6 M`; what is endless or not known is `unknown`."""

from __future__ import annotations

import math

from ..promql.interval import Interval

_UNITS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_EXACT = 10_000
"""Amounts below are told to the last digit."""
_ROUNDED_BY = 1e-9
"""Relative error of a float's arithmetic, which must not turn 60 into 61."""
UNKNOWN = "unknown"


def amount(value: float) -> str:
    """About this much, to three digits."""
    return UNKNOWN if math.isinf(value) else _scaled(value, 0.5)


def at_most(value: float) -> str:
    """`≤ 12.4 k`: rounded up, so that it stays true."""
    return UNKNOWN if math.isinf(value) else f"≤ {_scaled(value, 1 - _ROUNDED_BY)}"


def value_range(interval: Interval) -> str:
    """The values that samples can have: `any`, `≥ 0`, `0 to 1`, `0.95`; with `or NaN` where that is possible."""
    low, high, nan = interval
    if interval.empty:
        return "only NaN" if nan else "none"
    if math.isinf(low) and math.isinf(high) and low < high:
        return "any"
    if low == high:
        text = _number(low)
    elif math.isinf(high):
        text = f"≥ {_number(low)}"
    elif math.isinf(low):
        text = f"≤ {_number(high)}"
    else:
        text = f"{_number(low)} to {_number(high)}"
    return f"{text} or NaN" if nan else text


def _number(value: float) -> str:
    return f"{value + 0.0:.6g}"


def _scaled(value: float, added: float) -> str:
    """The amount with its unit, cut to three digits after `added` of the last one."""
    if value < _EXACT:
        return f"{math.floor(value + added):,}"
    scale, unit = next((scale, unit) for scale, unit in _UNITS if value >= scale)
    decimals = 2 - min(2, math.floor(math.log10(value / scale)))
    shown = math.floor(value / scale * 10**decimals + added) / 10**decimals
    return f"{shown:,g} {unit}"
