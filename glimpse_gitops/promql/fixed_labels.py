"""The values of labels that an expression asks for and keeps: `sum by (state) (x{state="free"})` has one state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from .functions import VECTOR_ARGUMENT
from .tree import Aggregation, Binary, Call, Expression, Number, Paren, Selector, Subquery, Text, Unary, unwrap
from .words import SELECTING_AGGREGATORS, SET_OPERATORS
from .world import NAME

KEEP_LABELS: Final = frozenset(
    {
        *("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "changes", "resets"),
        *("abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max", "last_over_time", "count_over_time"),
        *("avg_over_time", "sum_over_time", "min_over_time", "max_over_time"),
    }
)
"""Functions of a vector whose result has its labels."""
_DEEPEST = 50
"""Operations inside each other that are gone through: chains of a thousand would be gone through a thousand times."""
_PLACE = re.compile(r"[$@%{\[<]")
"""What begins a place for a value that is filled in before Prometheus reads it."""
_LITERALS = re.compile(r"[\w/ :-]+(?:\|[\w/ :-]+)*")


def fixed_values(node: Expression) -> Mapping[str, frozenset[str]]:
    """Label → the values that it can have at most, for those labels of the result of which the matchers say so.

    An empty value stands for series without the label.
    """
    kept: frozenset[str] | None = None
    dropped: set[str] = {NAME}
    for _ in range(_DEEPEST):
        if isinstance(node, Selector):
            return {
                name: values
                for name, values in _asked(node).items()
                if name not in dropped and (kept is None or name in kept)
            }
        if isinstance(node, Aggregation) and node.op.value not in SELECTING_AGGREGATORS:
            grouping = node.grouping
            if grouping is None or node.op.value == "count_values":
                return {}
            if grouping.keyword.value == "by":
                kept = grouping.names if kept is None else kept & grouping.names
            elif grouping.variable:
                return {}
            else:
                dropped |= grouping.names
        if isinstance(node, Call) and node.function.value in ("label_replace", "label_join"):
            target = node.arguments[1] if len(node.arguments) > 1 else None
            if not isinstance(target, Text) or target.variable:
                return {}
            dropped.add(target.value)
        below = _below(node)
        if below is None:
            return {}
        node = below
    return {}


def _below(node: Expression) -> Expression | None:
    """The operand whose labels the result has, but for those that an aggregation or a function takes away."""
    if isinstance(node, Paren | Unary | Subquery | Aggregation):
        return node.expression
    if isinstance(node, Call) and node.function.value in KEEP_LABELS | {"label_replace", "label_join"}:
        position = VECTOR_ARGUMENT.get(node.function.value, 0)
        return node.arguments[position] if position < len(node.arguments) else None
    if isinstance(node, Binary) and node.op.value in SET_OPERATORS - {"or"}:
        return node.left
    if isinstance(node, Binary) and isinstance(unwrap(node.right), Number):
        return node.left
    return node.right if isinstance(node, Binary) and isinstance(unwrap(node.left), Number) else None


def _asked(selector: Selector) -> dict[str, frozenset[str]]:
    """What the matchers of a selector let through, where that can be listed."""
    found: dict[str, frozenset[str]] = {}
    for _, _, label, op, value in selector.matchers:
        if label is None or op is None or value is None or label.variable or value.variable:
            continue
        if op.value == "=" and not _PLACE.search(value.value):
            values = frozenset({value.value})
        elif op.value == "=~" and _LITERALS.fullmatch(value.value):
            values = frozenset(value.value.split("|"))
        else:
            continue
        found[label.value] = found.get(label.value, values) & values
    return found
