"""Puts Grafana variables in the place of parts of a query."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from glimpse_gitops.promql.tree import Aggregation, Binary, Expression, Labels, Number, Selector, postorder

_SHARE = 0.15


def with_variables(random: Random, tree: Expression, text: str) -> str:
    """The query with some of its labels, values, numbers and metrics hidden."""
    changes = sorted(change for node in postorder(tree) for change in _candidates(node) if random.random() < _SHARE)
    parts: list[str] = []
    position = 0
    for start, end, new in changes:
        if start >= position:
            parts += (text[position:start], new)
            position = end
    return "".join((*parts, text[position:]))


def _candidates(node: Expression) -> Iterator[tuple[int, int, str]]:
    match node:
        case Number():
            yield node.start, node.end, "$number"
        case Selector():
            # Of an undeclared metric that is rated we assume a counter, which the one with negative values is not.
            if node.name is not None and node.name.value != "temperature":
                yield node.name.start, node.name.end, "$metric"
            for matcher in node.matchers:
                if matcher.value is not None:
                    yield matcher.value.start, matcher.value.end, '"$value"'
                yield matcher.start, matcher.end, "$filters"
        case Aggregation():
            yield from _labels(node.grouping)
            if node.parameter is None:
                yield node.op.start, node.op.end, "$aggregation"
        case Binary():
            yield from _labels(node.matching)
            yield from _labels(node.grouping)
        case _:
            return


def _labels(labels: Labels | None) -> Iterator[tuple[int, int, str]]:
    for label in labels.labels if labels is not None else ():
        yield label.start, label.end, "$label"
