"""Why a label cannot be on the result of a query: the place in the text where it gets lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .fault import Span
from .flow import Flow
from .matching import matching_of
from .tree import Aggregation, Binary, Call, Expression, Selector, Unary, children


class Reason(NamedTuple):
    """One place that removes a label, or never had it."""

    span: Span
    text: str
    """What happens there; lower case, no full stop."""


def why_missing(label: str, tree: Expression, flows: Mapping[Expression, Flow | None]) -> Reason | None:
    """Where ``label`` gets lost below ``tree``; None if it may be on the result."""
    flow = flows[tree]
    if flow is None:
        return Reason(tree.span, "a scalar has no labels")
    if flow.possible(label):
        return None
    node = tree
    while True:
        if isinstance(node, Binary) and node.grouping is not None and label in node.grouping.names:
            return _lost_in_operation(label, node, flows)
        vectors = [child for child in children(node) if flows.get(child) is not None]
        if not vectors or any(_possible(label, child, flows) for child in vectors):
            return _reason(label, node, flows)
        node = vectors[0]


def _possible(label: str, node: Expression, flows: Mapping[Expression, Flow | None]) -> bool:
    flow = flows[node]
    return flow is not None and flow.possible(label)


def _reason(label: str, node: Expression, flows: Mapping[Expression, Flow | None]) -> Reason:
    match node:
        case Selector():
            for matcher in node.matchers:
                if matcher.label is not None and matcher.op is not None and matcher.label.value == label:
                    return Reason(matcher.span, f'this matcher lets only series without "{label}" pass')
            return Reason(node.span, f'"{node.metric}" has no label "{label}"')
        case Aggregation():
            if node.grouping is None:
                return Reason(node.op.span, f'"{node.op.value}" without "by" removes every label')
            if node.grouping.keyword.value == "by":
                return Reason(node.grouping.span, f'"by" does not keep "{label}"')
            return Reason(node.grouping.span, f'"without" removes "{label}"')
        case Binary():
            return _lost_in_operation(label, node, flows)
        case Call():
            return Reason(node.function.span, f'"{node.function.value}" removes "{label}"')
        case Unary():
            return Reason(node.op.span, f'"{node.op.value}" removes "{label}"')
        case _:
            return Reason(node.span, f'nothing here has a label "{label}"')


def _lost_in_operation(label: str, node: Binary, flows: Mapping[Expression, Flow | None]) -> Reason:
    matching = matching_of(node)
    if label in matching.include and not _possible(label, matching.one, flows):
        where = node.grouping or node.op
        return Reason(where.span, f'the side that "{label}" is copied from does not have it')
    modifier = node.matching
    if modifier is not None and not matching.compares(label):
        text = "keeps only the labels it names" if matching.on is not None else f'removes "{label}"'
        return Reason(modifier.span, f'"{modifier.keyword.value}" {text}')
    side = node.right if _possible(label, node.left, flows) else node.left
    if flows[side] is not None and not _possible(label, side, flows):
        return Reason(side.span, f'"{node.op.value}" pairs series by "{label}", which this side does not have')
    return Reason(node.op.span, f'"{node.op.value}" removes "{label}"')
