"""Ranges, offsets and timestamps: everything that says when a selector reads.

A duration is a literal (``5m``, ``300``), a Grafana variable or a duration expression (``step() * 2``, behind a flag
since Prometheus 3.4) of literals, arithmetic, ``step()``, ``range()``, ``min_of(…)`` and ``max_of(…)``. Its nodes are
the same as those of expressions; ``seconds`` evaluates it where no variable stands in the way.
"""

from __future__ import annotations

import math

from . import lexer, literals
from .cursor import Cursor
from .fault import FaultKind, Span
from .tree import (
    At,
    Binary,
    Call,
    Expression,
    Name,
    Number,
    Offset,
    Paren,
    Unary,
    Variable,
    Window,
)

_EXPECTED = "a duration such as 5m"
_PRECEDENCE = {"+": 4, "-": 4, "*": 5, "/": 5, "%": 5, "^": 6}
_UNARY = 5


def literal(cursor: Cursor) -> Number | Variable | None:
    """A number, a duration or a variable, if the next token is one."""
    token = cursor.token
    kind = token.kind
    if kind == lexer.NUMBER or (kind == lexer.WORD and token.text.lower() in ("inf", "nan")):
        cursor.advance()
        return Number(token.start, token.end, token.text, cursor.read(literals.number, token))
    if kind == lexer.DURATION:
        cursor.advance()
        return Number(token.start, token.end, token.text, cursor.read(literals.duration, token), is_duration=True)
    if kind == lexer.VARIABLE:
        cursor.advance()
        return Variable(token.start, token.end, token.text)
    return None


def signed_literal(cursor: Cursor, expected: str) -> Number | Unary | Variable | None:
    """A literal, perhaps with a sign; None with a fault if there is none."""
    if cursor.token.kind in ("+", "-"):
        op = cursor.name()
        value = literal(cursor)
        if value is not None:
            return Unary(op.start, value.end, op, value)
    else:
        value = literal(cursor)
        if value is not None:
            return value
    cursor.unexpected(expected)
    return None


def _primary(cursor: Cursor) -> Expression | None:
    token = cursor.token
    if token.kind == "(":
        cursor.descend()
        cursor.advance()
        inner = duration(cursor, 0)
        cursor.close(")", token)
        cursor.depth -= 1
        return None if inner is None else Paren(token.start, cursor.end, inner)
    if cursor.keyword() in ("step", "range", "min_of", "max_of") and cursor.following().kind == "(":
        return _call(cursor)
    value = literal(cursor)
    if value is None:
        cursor.unexpected(_EXPECTED)
    elif isinstance(value, Number) and abs(value.value) > literals.LONGEST_SECONDS:
        cursor.fault(value.span, f'the duration "{value.text[:40]}" is out of range', FaultKind.RANGE)
    return value


def _call(cursor: Cursor) -> Expression | None:
    name = cursor.name(cursor.keyword())
    opened = cursor.advance()
    arguments: list[Expression] = []
    if name.value in ("min_of", "max_of"):
        cursor.descend()
        for position in range(2):
            if position and not cursor.expect(",", '","'):
                break
            value = duration(cursor, 0)
            if value is None:
                break
            arguments.append(value)
        cursor.depth -= 1
    cursor.close(")", opened)
    return Call(name.start, cursor.end, name, tuple(arguments))


def duration(cursor: Cursor, least: int) -> Expression | None:
    """A duration expression whose operators bind at least as tight as ``least``; None after a fault.

    Each operator counts as one level of nesting, for what reads a duration does so by recursion.
    """
    if cursor.token.kind in ("+", "-"):
        cursor.descend()
        op = cursor.name()
        operand = duration(cursor, _UNARY + 1)
        cursor.depth -= 1
        left: Expression | None = None if operand is None else Unary(op.start, operand.end, op, operand)
    else:
        left = _primary(cursor)
    depth = cursor.depth
    while left is not None:
        binding = _PRECEDENCE.get(cursor.token.kind, -1)
        if binding < least or binding < 0:
            break
        op = cursor.name()
        cursor.descend()
        right = duration(cursor, binding if op.value == "^" else binding + 1)
        if right is None:
            return None
        if op.value in "/%" and isinstance(right, Number) and right.value == 0:
            cursor.fault(op.span, "a duration cannot be divided by zero")
        left = Binary(left.start, right.end, op, left, right)
    cursor.depth = depth
    return left


def _positive(cursor: Cursor) -> Expression | None:
    value = duration(cursor, 0)
    number = value.expression if isinstance(value, Unary) else value
    if value is not None and isinstance(number, Number) and (value is not number or number.value <= 0):
        known = seconds(value)
        if known is not None and known <= 0:
            cursor.fault(value.span, "a range or step must be greater than 0")
    return value


def window(cursor: Cursor) -> Window | None:
    """``[range]`` or ``[range:step]``, from the bracket on; None after a fault."""
    opened = cursor.advance()
    value = _positive(cursor)
    colon: Span | None = None
    step: Expression | None = None
    if value is not None and cursor.token.kind == ":":
        token = cursor.advance()
        colon = Span(token.start, token.end)
        if cursor.token.kind != "]":
            step = _positive(cursor)
    cursor.close("]", opened)
    return None if value is None else Window(opened.start, cursor.end, value, colon, step)


def offset(cursor: Cursor) -> Offset | None:
    """``offset 5m``, from the keyword on. Arithmetic needs parentheses here: ``x offset 1 + 2`` is a sum."""
    keyword = cursor.advance()
    if cursor.token.kind in ("+", "-"):
        op = cursor.name()
        operand = _primary(cursor)
        value: Expression | None = None if operand is None else Unary(op.start, operand.end, op, operand)
    else:
        value = _primary(cursor)
    return None if value is None else Offset(keyword.start, value.end, value)


def at(cursor: Cursor) -> At | None:
    """``@ 1609746000``, ``@ start()`` or ``@ end()``, from the sign on; None after a fault."""
    sign = cursor.advance()
    when: Name | Number | Unary | Variable | None
    if cursor.keyword() in ("start", "end") and cursor.following().kind == "(":
        when = cursor.name(cursor.keyword())
        opened = cursor.advance()
        cursor.close(")", opened)
    else:
        when = signed_literal(cursor, 'a timestamp in seconds, "start()" or "end()"')
        known = None if when is None else seconds(when)
        if when is not None and known is not None and not abs(known) < 2.0**63:
            cursor.fault(when.span, "the timestamp is out of range", FaultKind.RANGE)
    return None if when is None else At(sign.start, cursor.end, when)


def seconds(node: Expression | Name) -> float | None:
    """The value of a duration expression; None where a variable, ``step()`` or ``range()`` decides it."""
    match node:
        case Number():
            return node.value
        case Paren():
            return seconds(node.expression)
        case Unary():
            value = seconds(node.expression)
            return None if value is None else -value if node.op.value == "-" else value
        case Binary():
            left, right = seconds(node.left), seconds(node.right)
            return None if left is None or right is None else _arithmetic(node.op.value, left, right)
        case Call() if node.function.value in ("min_of", "max_of"):
            values = [seconds(argument) for argument in node.arguments]
            known = [value for value in values if value is not None]
            if not known or len(known) < len(values):
                return None
            return min(known) if node.function.value == "min_of" else max(known)
        case _:
            return None


def _arithmetic(op: str, left: float, right: float) -> float | None:
    try:
        match op:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return left / right
            case "%":
                return math.fmod(left, right)
            case _:
                return math.pow(left, right)
    except (ArithmeticError, ValueError):
        return None
