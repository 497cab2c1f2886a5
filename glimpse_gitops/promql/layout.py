"""Breaks an expression into lines of a given width, and keeps its comments.

What fits stays on one line. What does not is broken at its outermost brackets or operators: arguments and matchers get
a line each, an operator begins the line of its right operand. A comment that had a line of its own gets one before what
it stood before; a comment behind something stays behind it. The printer works from a stack of pieces, so depth is no
limit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from .lexer import Comment
from .parser import Parsed
from .printer import (
    aggregation_head,
    matcher_text,
    modifiers_text,
    operator_text,
    print_nodes,
    selector_head,
)
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Matcher,
    Paren,
    Selector,
    Subquery,
    Unary,
    postorder,
)
from .words import PRECEDENCE

_INDENT = "  "
Unit: TypeAlias = Expression | Matcher


class _Break(NamedTuple):
    """A line break; the next line begins with this many indents."""

    level: int


class _Operand(NamedTuple):
    """Something to lay out on the line that was begun, on this level; ``suffix`` follows it."""

    unit: Unit
    level: int
    suffix: str = ""


_Piece: TypeAlias = "str | _Break | _Operand | Comment"


def format_expression(parsed: Parsed, width: int = 100) -> str:
    """The expression in canonical layout; ``parsed`` must be without faults. No line break at the end."""
    if parsed.tree is None:
        raise ValueError("an expression with faults has no layout")
    return _Layout(parsed, parsed.tree, width).text()


class _Layout:
    def __init__(self, parsed: Parsed, tree: Expression, width: int) -> None:
        self.tree = tree
        self.width = width
        self.flat = print_nodes(tree)
        self.places = [comment.start for comment in parsed.comments]
        self.before: dict[Unit, list[Comment]] = {}
        self.behind: dict[Unit, list[Comment]] = {}
        self.last: list[Comment] = []
        if parsed.comments:
            self._place(parsed.text, parsed.comments)

    def _place(self, text: str, comments: tuple[Comment, ...]) -> None:
        """Gives each comment to what it follows on its line, else to what comes next."""
        units = list(_units(self.tree))
        by_start = sorted(units, key=lambda unit: (unit.start, -unit.end))
        by_end = sorted(units, key=lambda unit: (unit.end, -unit.start))
        starts = [unit.start for unit in by_start]
        ends = [unit.end for unit in by_end]
        for comment in comments:
            ended = bisect_left(ends, comment.start + 1) - 1
            following = bisect_left(starts, comment.end)
            line = text.rfind("\n", 0, comment.start) + 1
            if ended >= 0 and ends[ended] > line and not text[ends[ended] : comment.start].strip(" \t),}"):
                self.behind.setdefault(by_end[ended], []).append(comment)
            elif following < len(units):
                self.before.setdefault(by_start[following], []).append(comment)
            else:
                self.last.append(comment)

    def text(self) -> str:
        lines = [""]
        pieces: list[_Piece] = []
        self._push(pieces, self._operand(self.tree, 0))
        while pieces:
            piece = pieces.pop()
            if isinstance(piece, str):
                lines[-1] += piece
            elif isinstance(piece, _Break):
                lines.append(_INDENT * piece.level)
            elif isinstance(piece, Comment):
                lines[-1] += piece.text.rstrip()
            else:
                self._push(pieces, self._laid_out(piece, len(lines[-1])))
        lines.extend(comment.text.rstrip() for comment in self.last)
        return "\n".join(line.rstrip() for line in lines)

    @staticmethod
    def _push(pieces: list[_Piece], added: Iterator[_Piece]) -> None:
        pieces.extend(reversed(list(added)))

    def _operand(self, unit: Unit, level: int, suffix: str = "") -> Iterator[_Piece]:
        """A unit at the start of a line, with its comments."""
        for comment in self.before.get(unit, ()):
            yield comment
            yield _Break(level)
        yield _Operand(unit, level, suffix)
        yield from self._comments_behind(unit, level)

    def _comments_behind(self, unit: Unit, level: int) -> Iterator[_Piece]:
        for position, comment in enumerate(self.behind.get(unit, ())):
            yield _Break(level) if position else "  "
            yield comment

    def _commented(self, unit: Unit) -> bool:
        """Whether a comment lies inside."""
        first = bisect_left(self.places, unit.start)
        return first < len(self.places) and self.places[first] < unit.end

    def _laid_out(self, operand: _Operand, column: int) -> Iterator[_Piece]:
        """The pieces of one operand that begins at ``column``."""
        unit, level, suffix = operand
        if isinstance(unit, Matcher):
            yield matcher_text(unit) + suffix
            return
        flat = self.flat[unit]
        if column + len(flat) + len(suffix) <= self.width and not self._commented(unit):
            yield flat + suffix
            return
        match unit:
            case Binary():
                yield from self._chain(unit, level)
            case Call():
                yield from self._bracketed(f"{unit.function.text}(", unit.arguments, ")", level)
            case Aggregation():
                arguments = (unit.expression,) if unit.parameter is None else (unit.parameter, unit.expression)
                yield from self._bracketed(f"{aggregation_head(unit)}(", arguments, ")", level)
            case Paren():
                yield from self._bracketed("(", (unit.expression,), ")", level)
            case Selector() if unit.matchers:
                yield from self._bracketed(f"{selector_head(unit)}{{", unit.matchers, "}", level)
                yield modifiers_text(unit)
            case Unary():
                yield unit.op.value
                yield _Operand(unit.expression, level)
            case Subquery():
                yield _Operand(unit.expression, level)
                yield modifiers_text(unit)
            case _:
                yield flat
        yield suffix

    def _bracketed(self, opening: str, units: tuple[Unit, ...], closing: str, level: int) -> Iterator[_Piece]:
        yield opening
        for position, unit in enumerate(units):
            yield _Break(level + 1)
            yield from self._operand(unit, level + 1, "," if position + 1 < len(units) else "")
        if units:
            yield _Break(level)
        yield closing

    def _chain(self, node: Binary, level: int) -> Iterator[_Piece]:
        """Operands joined by operators of one precedence, each operator at the start of a line."""
        first, steps = _spine(node)
        yield from self._operand(first, level)
        for step, operand in steps:
            yield _Break(level)
            text = operator_text(step, self.flat[operand])
            yield text
            column = level * len(_INDENT) + len(text) + 1 + len(self.flat[operand])
            if operand in self.before or (isinstance(operand, Binary) and column > self.width):
                yield _Break(level)
                yield from self._operand(operand, level)
            else:
                yield " "
                yield _Operand(operand, level)
                yield from self._comments_behind(operand, level)


def _spine(node: Binary) -> tuple[Expression, list[tuple[Binary, Expression]]]:
    """The first operand of a chain, and each operation with the operand on its right, in the order of the text."""
    steps: list[tuple[Binary, Expression]] = []
    left: Expression = node
    if node.op.value == "^":
        right: Expression = node
        while isinstance(right, Binary) and right.op.value == "^":
            following = right.right
            nested = isinstance(following, Binary) and following.op.value == "^"
            steps.append((right, following.left if nested and isinstance(following, Binary) else following))
            right = following
        return node.left, steps
    precedence = PRECEDENCE[node.op.value]
    while isinstance(left, Binary) and PRECEDENCE[left.op.value] == precedence:
        steps.append((left, left.right))
        left = left.left
    steps.reverse()
    return left, steps


def _units(tree: Expression) -> Iterator[Unit]:
    """Everything that can stand at the start of a line when its surroundings are broken."""
    yield tree
    for node in postorder(tree):
        match node:
            case Call():
                yield from node.arguments
            case Aggregation():
                yield node.expression
                if node.parameter is not None:
                    yield node.parameter
            case Paren():
                yield node.expression
            case Selector():
                yield from node.matchers
            case Binary():
                first, steps = _spine(node)
                yield first
                for _, operand in steps:
                    yield operand
            case _:
                continue
