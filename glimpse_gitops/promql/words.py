"""The words and operators of PromQL, by what they may do."""

from __future__ import annotations

from typing import Final

AGGREGATORS: Final = {
    "sum": 0, "avg": 0, "count": 0, "min": 0, "max": 0, "group": 0, "stddev": 0, "stdvar": 0,
    "topk": 1, "bottomk": 1, "count_values": 1, "quantile": 1, "limitk": 1, "limit_ratio": 1,
}  # fmt: skip
"""Aggregation operators, with the number of parameters before the operand."""

SELECTING_AGGREGATORS: Final = frozenset({"topk", "bottomk", "limitk", "limit_ratio"})
"""Aggregations that return some of their input series as they are."""

PRECEDENCE: Final = {
    "or": 1, "and": 2, "unless": 2,
    "==": 3, "!=": 3, "<=": 3, "<": 3, ">=": 3, ">": 3, "</": 3, ">/": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5, "atan2": 5, "^": 6,
}  # fmt: skip
"""Binary operators; a higher number binds tighter, equal ones group from the left, except ``^``."""

UNARY_PRECEDENCE: Final = 5
"""So that ``-x ^ 2`` is ``-(x ^ 2)`` and ``-x * y`` is ``(-x) * y``."""

COMPARISONS: Final = frozenset({"==", "!=", "<=", "<", ">=", ">"})
SET_OPERATORS: Final = frozenset({"and", "or", "unless"})
TRIM_OPERATORS: Final = frozenset({"</", ">/"})
WORD_OPERATORS: Final = frozenset({"and", "or", "unless", "atan2"})

MATCH_OPERATORS: Final = frozenset({"=", "!=", "=~", "!~"})

NO_METRIC_NAMES: Final = frozenset({"bool", "on", "ignoring", "group_left", "group_right", "atan2"})
"""Keywords that cannot be metric names outside braces; all others can."""

FILLS: Final = frozenset({"fill", "fill_left", "fill_right"})
SMOOTHINGS: Final = frozenset({"anchored", "smoothed"})
FUNCTION_KEYWORDS: Final = frozenset({"start", "end", "step", "range", "max_of", "min_of"})
"""Keywords that are functions too."""

RESERVED: Final = NO_METRIC_NAMES | WORD_OPERATORS | FILLS | SMOOTHINGS | frozenset({"by", "without", "offset"})
"""Keywords that name no function, so that ``offset(…)`` is no call."""
