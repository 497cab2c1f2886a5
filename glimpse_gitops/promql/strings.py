"""String tokens as parts of the tree."""

from __future__ import annotations

import re

from .cursor import Cursor
from .fault import Span
from .literals import LiteralError, unquote
from .tree import Name, Text

_VARIABLE = re.compile(r"\$\{\w[^{}]*\}|\$[A-Za-z_]\w*|\[\[\w+(?::\w+)?\]\]")


def has_variable(value: str) -> bool:
    """Whether Grafana would find a variable of its own in a string (``$1`` is a capture group, not a variable)."""
    return ("$" in value or "[[" in value) and _VARIABLE.search(value) is not None


def string_name(cursor: Cursor, *, variables: bool) -> Name:
    """The next token, a string, as a quoted name or matcher value."""
    value = _value(cursor)
    _, text, start, end = cursor.advance()
    return Name(start, end, text, value, variables and has_variable(value))


def string_operand(cursor: Cursor, *, variables: bool) -> Text:
    """The next token, a string, as an operand."""
    value = _value(cursor)
    _, text, start, end = cursor.advance()
    return Text(start, end, text, value, variables and has_variable(value))


def _value(cursor: Cursor) -> str:
    token = cursor.token
    try:
        return unquote(token.text)
    except LiteralError as error:
        cursor.fault(Span(token.start + error.start, token.start + error.end), error.message)
        return token.text[1:-1]


def without_texts(expr: str) -> str:
    """The expression with nothing between its quotes; a text that does not end goes to the end of the expression."""
    return _TEXT.sub('""', expr)


_TEXT = re.compile(
    r"""
    "(?:[^"\\]|\\.)*(?:"|\\?\Z) |
    '(?:[^'\\]|\\.)*(?:'|\\?\Z) |
    `[^`]*(?:`|\Z)
""",
    re.DOTALL | re.VERBOSE,
)
