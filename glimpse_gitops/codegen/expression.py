"""Python expressions laid out as `ruff format` would: on one line where they fit, else one part a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .text import block, columns, literal, pieces

WIDTH = 120
_INDENT = 4


@dataclass(frozen=True)
class Word:
    """A name, a number or any other text that is never broken."""

    text: str


@dataclass(frozen=True)
class Text:
    """A string."""

    value: str


@dataclass(frozen=True)
class Call:
    """`callee(argument, keyword=argument)`; the keyword of a positional argument is empty."""

    callee: str
    arguments: Sequence[tuple[str, Expression]]


@dataclass(frozen=True)
class Items:
    """A list, or a tuple where `open` is a parenthesis."""

    items: Sequence[Expression]
    open: str = "["


@dataclass(frozen=True)
class Pairs:
    """A dictionary."""

    pairs: Sequence[tuple[Expression, Expression]]


Expression = Word | Text | Call | Items | Pairs

_CLOSE = {"(": ")", "[": "]", "{": "}"}


def render(expression: Expression, column: int = 0, indent: int = 0, after: int = 0) -> str:
    """The expression as source that starts at `column`; further lines are indented by `indent` or more.

    `after` characters stand behind it on its last line.
    """
    line = flat(expression)
    if line is not None and column + columns(line) + after <= WIDTH:
        return line
    if isinstance(expression, Text):
        return _text(expression.value, column, indent, after)
    if isinstance(expression, Word):
        return expression.text
    opened, parts = _parts(expression)
    if not parts:
        return line or ""
    inner = indent + _INDENT
    rows = [
        f"{' ' * inner}{prefix}{render(part, inner + columns(prefix), inner, after=1)},\n" for prefix, part in parts
    ]
    return f"{opened}\n{''.join(rows)}{' ' * indent}{_CLOSE[opened[-1]]}"


def flat(expression: Expression) -> str | None:
    """The expression on one line; None where a text in it has several."""
    if isinstance(expression, Word):
        return expression.text
    if isinstance(expression, Text):
        return None if "\n" in expression.value else literal(expression.value)
    opened, parts = _parts(expression)
    lines = []
    for prefix, part in parts:
        line = flat(part)
        if line is None:
            return None
        lines.append(prefix + line)
    alone = "," if opened == "(" and len(lines) == 1 else ""
    return f"{opened}{', '.join(lines)}{alone}{_CLOSE[opened[-1]]}"


def _parts(expression: Call | Items | Pairs) -> tuple[str, list[tuple[str, Expression]]]:
    """What opens it, and its parts, each with what stands before it."""
    if isinstance(expression, Call):
        return f"{expression.callee}(", [
            (f"{keyword}=" if keyword else "", argument) for keyword, argument in expression.arguments
        ]
    if isinstance(expression, Items):
        return expression.open, [("", item) for item in expression.items]
    return "{", [(f"{flat(key)}: ", value) for key, value in expression.pairs]


def _text(text: str, column: int, indent: int, after: int) -> str:
    """A text that does not go on the rest of the line: between triple quotes, or as literals below each other."""
    if (whole := block(text)) is not None:
        return whole
    if column + columns(literal(text)) + after <= WIDTH:
        return literal(text)
    inner = indent + _INDENT
    fits_alone = inner + columns(literal(text)) <= WIDTH
    rows = (literal(text),) if fits_alone else pieces(text, WIDTH - inner)
    if len(rows) < 2 and not fits_alone:
        return literal(text)
    return "(\n" + "".join(f"{' ' * inner}{row}\n" for row in rows) + f"{' ' * indent})"
