"""Label lists (behind ``by``, ``without``, ``on``, ``ignoring``, ``group_left`` …) and the modifiers of operators."""

from __future__ import annotations

from typing import NamedTuple

from . import durations, lexer
from .cursor import Cursor
from .fault import Span
from .strings import string_name
from .tree import Fill, Labels, Name
from .words import FILLS

_SEPARATORS = frozenset({","})


def label_list(cursor: Cursor, *, optional: bool, variables: bool) -> Labels:
    """A keyword, which is the next token, and its labels in parentheses."""
    keyword = cursor.name(cursor.keyword())
    opened = cursor.token
    if opened.kind != "(":
        if not optional:
            cursor.unexpected(f'"(" and the labels after "{keyword.value}"')
        return Labels(keyword.start, keyword.end, keyword, ())
    cursor.advance()
    labels: list[Name] = []
    while cursor.token.kind not in (")", lexer.END):
        if cursor.token.kind == lexer.STRING:
            labels.append(string_name(cursor, variables=variables))
            if not labels[-1].value:
                cursor.fault(labels[-1].span, "a label name cannot be empty")
        elif cursor.token.kind in (lexer.WORD, lexer.VARIABLE):
            labels.append(cursor.name())
        else:
            cursor.unexpected('a label name or ")"')
            cursor.skip(_SEPARATORS)
        if cursor.token.kind == ",":
            cursor.advance()
        elif cursor.token.kind != ")" and not (labels and labels[-1].variable and cursor.token.kind == lexer.VARIABLE):
            cursor.unexpected('"," or ")"')
            cursor.skip(_SEPARATORS)
            if cursor.token.kind != ",":
                break
            cursor.advance()
    cursor.close(")", opened)
    return Labels(keyword.start, cursor.end, keyword, tuple(labels))


class Modifiers(NamedTuple):
    """Everything between a binary operator and its right operand."""

    bool_modifier: Name | None = None
    matching: Labels | None = None
    grouping: Labels | None = None
    fills: tuple[Fill, ...] = ()


_NONE = Modifiers()


def modifiers(cursor: Cursor, *, variables: bool) -> Modifiers:
    """``bool``, ``on`` or ``ignoring``, ``group_left`` or ``group_right``, ``fill``: each may be missing."""
    if cursor.token.kind != lexer.WORD:
        return _NONE
    bool_modifier = cursor.name("bool") if cursor.keyword() == "bool" else None
    matching = grouping = None
    if cursor.keyword() in ("on", "ignoring"):
        matching = label_list(cursor, optional=False, variables=variables)
    if cursor.keyword() in ("group_left", "group_right"):
        if matching is None:
            word = cursor.keyword()
            cursor.unexpected(f'"on" or "ignoring" before "{word}"')
        grouping = label_list(cursor, optional=True, variables=variables)
    fills: list[Fill] = []
    while cursor.keyword() in FILLS and cursor.following().kind == "(" and len(fills) < 2:
        fill = _fill(cursor)
        if fill is None:
            break
        if fills and {fills[0].keyword.value, fill.keyword.value} != {"fill_left", "fill_right"}:
            cursor.fault(fill.span, f'"{fill.keyword.value}" cannot follow "{fills[0].keyword.value}"')
        fills.append(fill)
    return Modifiers(bool_modifier, matching, grouping, tuple(fills))


def _fill(cursor: Cursor) -> Fill | None:
    keyword = cursor.name(cursor.keyword())
    opened = cursor.advance()
    value = durations.signed_literal(cursor, "a number")
    cursor.close(")", opened)
    return None if value is None else Fill(keyword.start, cursor.end, keyword, value)


def check_matching(cursor: Cursor, matching: Labels | None, grouping: Labels | None, op: Name) -> None:
    """A label cannot be matched on and be copied from the other side as well."""
    if matching is None or grouping is None or matching.keyword.value != "on":
        return
    for label in grouping.labels:
        if label.value in matching.names:
            cursor.fault(
                Span(op.start, grouping.end),
                f'the label "{label.value}" must not be in "on" and "{grouping.keyword.value}" at once',
            )
