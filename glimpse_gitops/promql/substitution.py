"""The expression with a sample value in the place of each Grafana variable, chosen by what can stand there.

The result is for a parser that knows no variables; it keeps the meaning of nothing but the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .functions import FUNCTIONS
from .tree import (
    Aggregation,
    At,
    Binary,
    Call,
    Expression,
    Fill,
    Labels,
    Name,
    Offset,
    Selector,
    Subquery,
    Text,
    Variable,
    Window,
    children,
    postorder,
)

_VARIABLE = re.compile(r"\$\{[^{}$\n]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]", re.ASCII)
_SAMPLES = {"v": "v", "m": "v[5m]", "s": "1", "t": '"v"'}


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def substitute(text: str, tree: Expression, kinds: Mapping[Expression, str]) -> str:
    """``text``, whose tree this is, without Grafana variables."""
    changes: list[_Change] = []
    wanted = _wanted(tree)
    for node in postorder(tree):
        changes.extend(_changes(node, wanted.get(node, "v"), kinds))
    changes.sort()
    parts: list[str] = []
    position = 0
    for change in changes:
        parts += (text[position : change.start], change.text)
        position = change.end
    return "".join((*parts, text[position:]))


def _wanted(tree: Expression) -> dict[Expression, str]:
    """The kind that each argument's place asks for."""
    wanted: dict[Expression, str] = {}
    for node in postorder(tree):
        if isinstance(node, Call) and (function := FUNCTIONS.get(node.function.value)) is not None:
            last = len(function.arguments) - 1
            wanted.update({a: function.arguments[min(i, last)] for i, a in enumerate(node.arguments) if last >= 0})
        elif isinstance(node, Aggregation) and node.parameter is not None:
            wanted[node.parameter] = "t" if node.op.value == "count_values" else "s"
    for node in reversed(postorder(tree)):
        if node in wanted and not isinstance(node, Call | Aggregation | Subquery):
            for inner in children(node):
                wanted.setdefault(inner, wanted[node])
    return wanted


def _changes(node: Expression, wanted: str, kinds: Mapping[Expression, str]) -> Iterator[_Change]:
    match node:
        case Variable():
            yield _Change(node.start, node.end, _SAMPLES[wanted])
        case Text() if node.variable:
            yield _glued(node.start, node.end, node.text)
        case Selector():
            yield from _in_selector(node)
        case Subquery():
            yield from _in_modifiers(node)
        case Call() if node.function.variable:
            known = {"m": "rate", "s": "vector", "t": "vector"}
            first = kinds.get(node.arguments[0], "v") if node.arguments else ""
            yield _Change(node.function.start, node.function.end, known.get(first, "abs") if first else "time")
        case Aggregation():
            if node.op.variable:
                yield _Change(node.op.start, node.op.end, "sum" if node.parameter is None else "topk")
            yield from _in_labels(node.grouping)
        case Binary():
            yield from _in_labels(node.matching)
            yield from _in_labels(node.grouping)
            for fill in node.fills:
                yield from _literal(fill)
        case _:
            return


def _in_selector(node: Selector) -> Iterator[_Change]:
    if node.name is not None and node.name.variable:
        yield _glued(node.name.start, node.name.end, node.name.text)
    for position, matcher in enumerate(node.matchers):
        if matcher.label is not None and matcher.op is None:
            yield _Change(matcher.start, matcher.end, f'v{position}="v"')
            following = node.matchers[position + 1 :]
            if following and following[0].label is not None and following[0].label.variable:
                yield _Change(matcher.end, following[0].start, ", ")
            continue
        for part in (matcher.label, matcher.value):
            if part is not None and part.variable:
                quoted = part is matcher.label or part.text[0] in "\"'`"
                yield _glued(part.start, part.end, part.text) if quoted else _Change(part.start, part.end, '"v"')
    yield from _in_modifiers(node)


def _in_modifiers(node: Selector | Subquery) -> Iterator[_Change]:
    for modifier in (node.window, node.offset, node.at):
        if modifier is not None:
            yield from _literal(modifier)


def _literal(part: Window | Offset | At | Fill) -> Iterator[_Change]:
    """The variables of a duration, timestamp or fill value."""
    sample = "1" if isinstance(part, At | Fill) else "5m"
    waiting: list[Expression] = []
    match part:
        case Window():
            waiting = [part.duration] if part.step is None else [part.duration, part.step]
        case Offset():
            waiting = [part.duration]
        case At():
            waiting = [] if isinstance(part.when, Name) else [part.when]
        case Fill():
            waiting = [part.value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Variable):
            yield _Change(node.start, node.end, sample)
        waiting.extend(children(node))


def _in_labels(labels: Labels | None) -> Iterator[_Change]:
    names = labels.labels if labels is not None else ()
    for position, label in enumerate(names):
        if label.variable:
            yield _glued(label.start, label.end, label.text)
            if position + 1 < len(names) and names[position + 1].variable:
                yield _Change(label.end, names[position + 1].start, ", ")


def _glued(start: int, end: int, text: str) -> _Change:
    return _Change(start, end, _VARIABLE.sub("v", text))
