"""Selectors: a metric's name, the matchers between braces, and the modifiers behind an operand."""

from __future__ import annotations

from . import durations, lexer
from .cursor import Cursor
from .fault import Span
from .strings import string_name
from .tree import At, Expression, Matcher, Name, Offset, Selector, Subquery, Variable, Window
from .words import MATCH_OPERATORS, SMOOTHINGS

_SEPARATORS = frozenset({","})


def selector(cursor: Cursor, name: Name | None, *, variables: bool) -> Selector:
    """A selector whose name has been read, with its braces if any; modifiers are read by ``modified``."""
    opened = cursor.token
    if opened.kind != "{":
        assert name is not None
        return Selector(name.start, name.end, name)
    cursor.advance()
    matchers: list[Matcher] = []
    while cursor.token.kind not in ("}", lexer.END):
        found = _matcher(cursor, variables=variables)
        if found is not None:
            matchers.append(found)
        if cursor.token.kind == ",":
            cursor.advance()
        elif cursor.token.kind != "}":
            # A variable that holds several matchers brings its own comma, or an empty string.
            if found is not None and (_holds_matchers(found) or cursor.token.kind == lexer.VARIABLE):
                continue
            cursor.unexpected('"," or "}"')
            cursor.skip(_SEPARATORS)
            if cursor.token.kind == ",":
                cursor.advance()
            elif cursor.token.kind != "}":
                break
    cursor.close("}", opened)
    start = opened.start if name is None else name.start
    return Selector(start, cursor.end, name, tuple(matchers), Span(opened.start, cursor.end))


def _holds_matchers(matcher: Matcher) -> bool:
    return matcher.op is None and matcher.label is not None


def _matcher(cursor: Cursor, *, variables: bool) -> Matcher | None:
    """One item between the braces; None after a fault."""
    token = cursor.token
    if token.kind == lexer.STRING:
        label = string_name(cursor, variables=variables)
        if cursor.token.kind not in MATCH_OPERATORS:
            return Matcher(token.start, token.end, None, None, label)
    elif token.kind == lexer.VARIABLE or (token.kind == lexer.WORD and ":" not in token.text):
        label = cursor.name()
        if cursor.token.kind not in MATCH_OPERATORS and label.variable:
            return Matcher(token.start, token.end, label, None, None)
    else:
        cursor.unexpected('a label name or "}"')
        cursor.skip(_SEPARATORS)
        return None
    if cursor.token.kind not in MATCH_OPERATORS:
        cursor.unexpected(f'one of = != =~ !~ after the label "{label.value}"')
        cursor.skip(_SEPARATORS)
        return None
    op = cursor.name()
    if cursor.token.kind == lexer.STRING:
        value = string_name(cursor, variables=variables)
    elif cursor.token.kind == lexer.VARIABLE:
        value = cursor.name()
    else:
        cursor.unexpected("a string in quotes")
        cursor.skip(_SEPARATORS)
        return None
    return Matcher(token.start, value.end, label, op, value)


def modified(cursor: Cursor, operand: Expression) -> Expression:
    """The operand with the ranges, offsets, timestamps and other modifiers that follow it."""
    while True:
        kind = cursor.token.kind
        if kind == "[":
            operand = _ranged(cursor, operand)
        elif kind == "@":
            operand = _timed(cursor, operand)
        elif kind != lexer.WORD:
            return operand
        else:
            keyword = cursor.token.text.lower()
            if keyword == "offset":
                operand = _shifted(cursor, operand)
            elif keyword in SMOOTHINGS:
                operand = _smoothed(cursor, operand)
            else:
                return operand


def _as_selector(operand: Expression) -> Expression:
    """A variable with a modifier stands for a metric."""
    if isinstance(operand, Variable):
        return Selector(operand.start, operand.end, Name(operand.start, operand.end, operand.text, operand.text, True))
    return operand


def _with(
    node: Selector | Subquery,
    end: int,
    *,
    window: Window | None = None,
    offset: Offset | None = None,
    at: At | None = None,
    smoothing: Name | None = None,
) -> Selector | Subquery:
    """The node with one modifier more (``dataclasses.replace`` takes ten times as long)."""
    offset, at = offset or node.offset, at or node.at
    if isinstance(node, Subquery):
        return Subquery(node.start, end, node.expression, node.window, offset, at)
    smoothing = smoothing or node.smoothing
    return Selector(
        node.start, end, node.name, node.matchers, node.braces, window or node.window, offset, at, smoothing
    )


def _ranged(cursor: Cursor, operand: Expression) -> Expression:
    opened = cursor.token
    window = durations.window(cursor)
    if window is None:
        return operand
    if window.colon is not None:
        cursor.nodes.append(operand)
        return Subquery(operand.start, window.end, operand, window)
    operand = _as_selector(operand)
    if not isinstance(operand, Selector) or operand.window is not None:
        message = "a range is only allowed behind a selector; a subquery needs a colon, as in [5m:]"
        cursor.fault(window.span, message)
        return operand
    if operand.offset is not None or operand.at is not None:
        cursor.fault(Span(opened.start, window.end), 'the range must stand before "offset" and "@"')
    return _with(operand, window.end, window=window)


def _shifted(cursor: Cursor, operand: Expression) -> Expression:
    offset = durations.offset(cursor)
    operand = _as_selector(operand)
    if offset is None:
        return operand
    if not isinstance(operand, Selector | Subquery):
        cursor.fault(Span(operand.start, offset.end), '"offset" must follow a selector or a subquery')
        return operand
    if operand.offset is not None:
        cursor.fault(Span(operand.start, offset.end), '"offset" may be set only once')
    return _with(operand, offset.end, offset=offset)


def _timed(cursor: Cursor, operand: Expression) -> Expression:
    at = durations.at(cursor)
    operand = _as_selector(operand)
    if at is None:
        return operand
    if not isinstance(operand, Selector | Subquery):
        cursor.fault(Span(operand.start, at.end), '"@" must follow a selector or a subquery')
        return operand
    if operand.at is not None:
        cursor.fault(Span(operand.start, at.end), '"@" may be set only once')
    return _with(operand, at.end, at=at)


def _smoothed(cursor: Cursor, operand: Expression) -> Expression:
    keyword = cursor.name(cursor.keyword())
    operand = _as_selector(operand)
    if not isinstance(operand, Selector):
        cursor.fault(Span(operand.start, keyword.end), f'"{keyword.value}" must follow a selector')
        return operand
    if operand.smoothing is not None and operand.smoothing.value != keyword.value:
        cursor.fault(Span(operand.start, keyword.end), '"anchored" and "smoothed" exclude each other')
    return _with(operand, keyword.end, smoothing=keyword)
