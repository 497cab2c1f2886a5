"""Where the values of an operand come from: the functions and selectors on the way down to the samples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..promql.functions import VECTOR_ARGUMENT
from ..promql.tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Number,
    Paren,
    Selector,
    Subquery,
    Unary,
    unwrap,
)
from ..promql.words import SELECTING_AGGREGATORS, SET_OPERATORS
from ..promql.world import NAME

RATES: Final = frozenset({"rate", "irate", "increase"})
"""Functions that make a gauge of a counter."""

CHANGES: Final = frozenset({"delta", "idelta", "deriv", "predict_linear"})
"""Functions that follow a gauge, and know nothing of resets."""


def source_of(node: Expression) -> Expression:
    """What a function, an aggregation, a sign or parentheses are about: the innermost operand that is none of these."""
    while True:
        below = _operand(node)
        if below is None:
            return node
        node = below


def value_path(node: Expression) -> Iterator[Expression]:
    """The node and what its values are made of, outermost first: never the right side of `and` or `unless`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Binary):
            waiting += [one.left] if one.op.value in SET_OPERATORS - {"or"} else [one.right, one.left]
        elif (below := _operand(one)) is not None:
            waiting.append(below)


def vector_of(call: Call) -> Expression | None:
    """The argument of a call that is its vector, without parentheses; None where it has none."""
    position = VECTOR_ARGUMENT.get(call.function.value)
    return None if position is None or position >= len(call.arguments) else unwrap(call.arguments[position])


def number_of(node: Expression) -> float | None:
    """The value of a literal number, with its sign; None for anything else."""
    bare = unwrap(node)
    if isinstance(bare, Unary):
        inner = number_of(bare.expression)
        return None if inner is None else -inner if bare.op.value == "-" else inner
    return bare.value if isinstance(bare, Number) else None


def aggregates(node: Expression) -> bool:
    """Whether it is an aggregation that makes new series, not one that picks some."""
    return isinstance(node, Aggregation) and node.op.value not in SELECTING_AGGREGATORS


def _operand(node: Expression) -> Expression | None:
    """The one operand that the values of a node are made of."""
    match node:
        case Paren() | Unary() | Subquery() | Aggregation():
            return node.expression
        case Call():
            return vector_of(node)
        case _:
            return None


def selectors_below(node: Expression) -> Iterator[Selector]:
    """The selectors that the values of a node are made of."""
    return (one for one in value_path(node) if isinstance(one, Selector))


def labels_asked_for(selector: Selector, operator: str) -> frozenset[str]:
    """The labels, but the name, that matchers with this operator and a value ask for."""
    found = (one for one in selector.matchers if one.op is not None and one.op.value == operator)
    labels = (one.label.value for one in found if one.label is not None and one.value is not None and one.value.value)
    return frozenset(labels) - {NAME}
