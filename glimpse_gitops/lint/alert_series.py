"""Which operands of an alert's expression decide which series fire."""

from __future__ import annotations

from collections.abc import Iterator

from ..promql.tree import Aggregation, Binary, Call, Expression, Number, Paren, Unary
from ..promql.words import SELECTING_AGGREGATORS


def chosen_by(tree: Expression) -> Iterator[Aggregation]:
    """The aggregations that choose some of their series, from the result down to where labels get lost.

    `topk by (…) (1, …)` is left out: it takes one of several copies of a series, which is how people drop duplicates.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case Aggregation() if node.op.value in SELECTING_AGGREGATORS:
                if node.grouping is None or not (isinstance(node.parameter, Number) and node.parameter.value == 1):
                    yield node
            case Binary():
                waiting += _deciding(node)
            case Paren() | Unary():
                waiting.append(node.expression)
            case Call() if node.arguments:
                waiting.append(node.arguments[-1])


def _deciding(node: Binary) -> list[Expression]:
    """The operands whose series the result has."""
    if node.op.value in ("and", "unless"):
        return [node.left]
    if node.grouping is not None:
        return [node.left if node.grouping.keyword.value == "group_left" else node.right]
    return [node.left, node.right]
