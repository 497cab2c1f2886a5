"""What a query does, operand by operand, as a flat tree that the reports draw or write as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..promql.analysis import Analysis
from ..promql.cost import Cost
from ..promql.fault import Span
from ..promql.flow import Flow
from ..promql.interval import Interval
from ..promql.missing import why_missing
from ..promql.printer import print_expression
from ..promql.tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Number,
    Paren,
    Subquery,
    Text,
    Unary,
    Variable,
    children,
)
from ..promql.world import NAME

KINDS: Mapping[str, str] = {
    "v": "instant vector",
    "m": "range vector",
    "s": "scalar",
    "t": "string",
    "?": "unknown",
}
"""Kind of an operand in `Analysis.kinds` → the name that Prometheus gives it."""

_HOLE = Variable(0, 0, "…")


@dataclass(frozen=True)
class LostLabels:
    """Labels that an operand takes away from what it is given, all at one place."""

    labels: tuple[str, ...]
    span: Span
    reason: str


@dataclass(frozen=True)
class QueryNode:
    """One operand. Those of a tree are told from the outermost inwards, each before its own operands."""

    depth: int
    parent: int | None
    """Its position in the list; None for the whole query."""
    span: Span
    text: str
    """As it is written, on one line, with `…` for its own operands."""
    kind: str
    literal: bool
    """A number, string or variable: drawn as a part of what it belongs to."""
    wraps: bool
    """Parentheses: they change nothing."""
    labels: Flow | None
    """None for scalars and strings."""
    lost: tuple[LostLabels, ...]
    series: float
    expected: float
    series_over_time: float
    cost: Cost
    values: Interval


def query_tree(analysis: Analysis) -> tuple[QueryNode, ...]:
    """The operands of the analysed query, in the order in which they are drawn."""
    costs = analysis.costs
    nodes: list[QueryNode] = []
    waiting: list[tuple[Expression, int, int | None]] = [(analysis.tree, 0, None)]
    while waiting:
        operand, depth, parent = waiting.pop()
        count = analysis.counts[operand]
        nodes.append(
            QueryNode(
                depth=depth,
                parent=parent,
                span=operand.span,
                text=_short(operand),
                kind=KINDS[analysis.kinds[operand]],
                literal=isinstance(operand, Number | Text | Variable),
                wraps=isinstance(operand, Paren),
                labels=_nameless(analysis.flows[operand]),
                lost=_lost(operand, analysis),
                series=count.series,
                expected=count.expected,
                series_over_time=count.over_time,
                cost=costs[operand],
                values=analysis.values[operand],
            )
        )
        own = len(nodes) - 1
        waiting.extend((child, depth + 1, own) for child in reversed(children(operand)))
    return tuple(nodes)


def _short(node: Expression) -> str:
    """The operand with holes for its own operands; literals stay."""
    match node:
        case Binary():
            node = replace(node, left=_hole(node.left), right=_hole(node.right))
        case Call():
            node = replace(node, arguments=tuple(map(_hole, node.arguments)))
        case Aggregation():
            parameter = None if node.parameter is None else _hole(node.parameter)
            node = replace(node, parameter=parameter, expression=_hole(node.expression))
        case Subquery() | Paren() | Unary():
            node = replace(node, expression=_hole(node.expression))
        case _:
            pass
    return print_expression(node).replace("\n", "↵")


def _hole(node: Expression) -> Expression:
    return node if isinstance(node, Number | Text | Variable) else _HOLE


def _nameless(flow: Flow | None) -> Flow | None:
    """The labels without the metric's own name, which is in the query's text."""
    return None if flow is None else flow._replace(must=flow.must - {NAME}, may=flow.may - {NAME})


def _lost(node: Expression, analysis: Analysis) -> tuple[LostLabels, ...]:
    """The labels that some operand of `node` may have and `node` cannot, by the place that takes them away."""
    flows = analysis.flows
    inner = [flow for child in children(node) if (flow := flows[child]) is not None]
    gone = sorted({label for flow in inner for label in flow.may - {NAME}})
    places: dict[tuple[Span, str], list[tuple[str, str]]] = {}
    for label in gone:
        reason = why_missing(label, node, flows)
        if reason is not None:
            form = _with_labels(reason.text, label, ("",))
            places.setdefault((reason.span, form), []).append((label, reason.text))
    return tuple(
        LostLabels(labels, span, _with_labels(found[0][1], found[0][0], labels))
        for (span, _), found in places.items()
        for labels in (tuple(label for label, _ in found),)
    )


def _with_labels(text: str, label: str, labels: Sequence[str]) -> str:
    """The reason for one label, told of several; the label is what the sentence names last."""
    before, quoted, after = text.rpartition(f'"{label}"')
    return before + ", ".join(f'"{one}"' for one in labels) + after if quoted else text
