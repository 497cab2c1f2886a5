"""PromQL's functions and later features: types, and the Prometheus version and flag that bring them.

Argument types are written as one letter each: ``v`` instant vector, ``m`` range vector, ``s`` scalar, ``t`` string.
Where ``since`` is older than 2.0 it says 2.0. Facts are those of Prometheus 3.14.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NamedTuple

from .words import AGGREGATORS


class Version(NamedTuple):
    """A Prometheus release."""

    major: int
    minor: int


EXPERIMENTAL: Final = "promql-experimental-functions"
DURATIONS: Final = "promql-duration-expr"
FILL_MODIFIERS: Final = "promql-binop-fill-modifiers"
RANGE_SELECTORS: Final = "promql-extended-range-selectors"
"""Names of ``--enable-feature`` flags."""


@dataclass(frozen=True, slots=True)
class Function:
    """One function's signature."""

    name: str
    arguments: str
    """The types of the arguments, one letter each."""
    returns: str
    """``v`` or ``s``."""
    since: Version
    optional: int = 0
    """How often the last argument may be left out (1) or repeated beyond the first (-1: without limit)."""
    flag: str | None = None
    """The feature flag it needs in the newest release we know, if any."""

    @property
    def least(self) -> int:
        """The smallest number of arguments."""
        return len(self.arguments) - (1 if self.optional else 0)

    @property
    def most(self) -> int | None:
        """The largest number of arguments; None if there is no limit."""
        if self.optional < 0:
            return None
        return self.least + self.optional if self.optional else len(self.arguments)


_V2_0 = Version(2, 0)
_TRIGONOMETRY = (
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "cos",
    "cosh",
    "sin",
    "sinh",
    "tan",
    "tanh",
    "deg",
    "rad",
)
_CALENDAR = ("days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year")
_VECTOR = ("abs", "absent", "ceil", "exp", "floor", "ln", "log10", "log2", "sort", "sort_desc", "sqrt", "timestamp")
_RANGE = (
    "avg_over_time", "changes", "count_over_time", "delta", "deriv", "idelta", "increase", "irate", "max_over_time",
    "min_over_time", "rate", "resets", "stddev_over_time", "stdvar_over_time", "sum_over_time",
)  # fmt: skip
_DAY_OF_YEAR = Version(2, 35)

FUNCTIONS: Final[dict[str, Function]] = {
    function.name: function
    for function in (
        *(Function(name, "v", "v", Version(2, 31)) for name in _TRIGONOMETRY),
        *(Function(name, "v", "v", _DAY_OF_YEAR if name == "day_of_year" else _V2_0, 1) for name in _CALENDAR),
        *(Function(name, "v", "v", _V2_0) for name in _VECTOR),
        *(Function(name, "m", "v", _V2_0) for name in _RANGE),
        Function("absent_over_time", "m", "v", Version(2, 16)),
        Function("clamp", "vss", "v", Version(2, 26)),
        Function("clamp_max", "vs", "v", _V2_0),
        Function("clamp_min", "vs", "v", _V2_0),
        Function("double_exponential_smoothing", "mss", "v", Version(3, 0), flag=EXPERIMENTAL),
        Function("end", "", "s", Version(3, 12), flag=EXPERIMENTAL),
        Function("first_over_time", "m", "v", Version(3, 7)),
        Function("histogram_avg", "v", "v", Version(2, 50)),
        Function("histogram_count", "v", "v", Version(2, 40)),
        Function("histogram_fraction", "ssv", "v", Version(2, 40)),
        Function("histogram_quantile", "sv", "v", _V2_0),
        Function("histogram_quantiles", "vtss", "v", Version(3, 11), 9, EXPERIMENTAL),
        Function("histogram_stddev", "v", "v", Version(2, 47)),
        Function("histogram_stdvar", "v", "v", Version(2, 47)),
        Function("histogram_sum", "v", "v", Version(2, 40)),
        Function("info", "vv", "v", Version(3, 0), 1, EXPERIMENTAL),
        Function("label_join", "vttt", "v", _V2_0, -1),
        Function("label_replace", "vtttt", "v", _V2_0),
        Function("last_over_time", "m", "v", Version(2, 26)),
        Function("mad_over_time", "m", "v", Version(2, 49), flag=EXPERIMENTAL),
        Function("max_of", "ss", "s", Version(3, 13), flag=EXPERIMENTAL),
        Function("min_of", "ss", "s", Version(3, 13), flag=EXPERIMENTAL),
        Function("pi", "", "s", Version(2, 31)),
        Function("predict_linear", "ms", "v", _V2_0),
        Function("present_over_time", "m", "v", Version(2, 29)),
        Function("quantile_over_time", "sm", "v", _V2_0),
        Function("range", "", "s", Version(3, 12), flag=EXPERIMENTAL),
        Function("round", "vs", "v", _V2_0, 1),
        Function("scalar", "v", "s", _V2_0),
        Function("sgn", "v", "v", Version(2, 26)),
        Function("sort_by_label", "vt", "v", Version(2, 49), -1, EXPERIMENTAL),
        Function("sort_by_label_desc", "vt", "v", Version(2, 49), -1, EXPERIMENTAL),
        Function("start", "", "s", Version(3, 12), flag=EXPERIMENTAL),
        Function("start_timestamp", "v", "v", Version(3, 14), flag="use-start-timestamps"),
        Function("step", "", "s", Version(3, 12), flag=EXPERIMENTAL),
        Function("time", "", "s", _V2_0),
        Function("ts_of_first_over_time", "m", "v", Version(3, 7), flag=EXPERIMENTAL),
        Function("ts_of_last_over_time", "m", "v", Version(3, 5), flag=EXPERIMENTAL),
        Function("ts_of_max_over_time", "m", "v", Version(3, 5), flag=EXPERIMENTAL),
        Function("ts_of_min_over_time", "m", "v", Version(3, 5), flag=EXPERIMENTAL),
        Function("vector", "s", "v", _V2_0),
    )
}

VECTOR_ARGUMENT: Final = {
    name: min(position for position in (function.arguments.find("v"), function.arguments.find("m")) if position >= 0)
    for name, function in FUNCTIONS.items()
    if not {"v", "m"}.isdisjoint(function.arguments)
}
"""Which argument of a function is its vector, counted from 0."""

REMOVED: Final = {"holt_winters": "double_exponential_smoothing", "count_scalar": "count", "drop_common_labels": "sum"}
"""Functions of old releases, with what to write instead."""


def nearest_function(name: str) -> str | None:
    """The function or aggregation whose name is most like ``name``, if one is near enough."""
    lowered = name.lower()
    if lowered in REMOVED:
        return REMOVED[lowered]
    if lowered in FUNCTIONS or lowered in AGGREGATORS:
        return lowered
    near = get_close_matches(lowered, (*FUNCTIONS, *AGGREGATORS), n=1, cutoff=0.72)
    return near[0] if near else None


def nearest_aggregation(name: str) -> str | None:
    """The aggregation whose name is most like ``name``, if one is near enough."""
    near = get_close_matches(name.lower(), tuple(AGGREGATORS), n=1, cutoff=0.6)
    return near[0] if near else None
