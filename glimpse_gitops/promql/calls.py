"""Builds calls and aggregations from a name and its arguments, and knows which names there are."""

from __future__ import annotations

from . import lexer
from .cursor import Cursor
from .fault import FaultKind, Span
from .functions import FUNCTIONS, nearest_aggregation, nearest_function
from .lexer import Token
from .tree import Aggregation, Call, Expression, Labels, Name, Variable
from .words import AGGREGATORS


def begins_aggregation(cursor: Cursor, name: Token, following: Token) -> bool:
    """Whether a name and what follows it (``(``, ``by`` or ``without``) begin an aggregation.

    A variable before ``by`` is one; so is a misspelt aggregation there, which is noted as a fault.
    """
    if name.text.lower() in AGGREGATORS:
        return True
    if following.kind == "(":
        return False
    if name.kind == lexer.VARIABLE:
        return True
    near = nearest_aggregation(name.text)
    if near is None:
        return False
    message = f'unknown aggregation "{name.text}"; did you mean "{near}"?'
    cursor.fault(Span(name.start, name.end), message, FaultKind.FUNCTION, near)
    return True


def call(cursor: Cursor, name: Name, arguments: tuple[Expression, ...]) -> Expression:
    """A function call whose closing parenthesis was just read."""
    if not name.variable and name.value not in FUNCTIONS:
        near = nearest_function(name.value)
        hint = "" if near is None else f'; did you mean "{near}"?'
        cursor.fault(name.span, f'unknown function "{name.text}"{hint}', FaultKind.FUNCTION, near)
    return Call(name.start, cursor.end, name, arguments)


def aggregation(
    cursor: Cursor,
    op: Name,
    arguments: tuple[Expression, ...],
    grouping: Labels | None,
    *,
    grouping_first: bool,
) -> Expression:
    """An aggregation whose last token was just read; the number of arguments is checked here, types later."""
    span = Span(op.start, cursor.end)
    free = op.variable and 0 < len(arguments) <= 2
    wanted = len(arguments) if free else AGGREGATORS.get(op.value, 0) + 1
    if len(arguments) != wanted:
        if any(fault.span.start >= op.start for fault in cursor.faults):
            return Variable(*span, op.text)
        parts = "its operand" if wanted == 1 else "a parameter and an operand"
        plural = "" if len(arguments) == 1 else "s"
        cursor.fault(span, f'"{op.value}" takes {parts}, found {len(arguments)} argument{plural}', FaultKind.TYPE)
        return Variable(*span, op.text)
    parameter = arguments[0] if wanted == 2 else None
    return Aggregation(*span, op, parameter, arguments[-1], grouping, grouping_first)
