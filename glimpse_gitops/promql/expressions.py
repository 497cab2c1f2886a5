"""The grammar of expressions: operands, operators and their precedence.

Operators are put together with two stacks instead of one function per precedence, so a chain of any length needs no
recursion; only parentheses and arguments recurse, and ``Cursor.descend`` counts those. After a fault the parser goes on
at the next comma, closing bracket or operator, so that one run reports several faults.
"""

from __future__ import annotations

from . import durations, lexer
from .calls import aggregation, begins_aggregation, call
from .cursor import Cursor
from .fault import Span
from .grouping import Modifiers, check_matching, label_list, modifiers
from .lexer import Token
from .selection import modified, selector
from .strings import string_operand
from .tree import Binary, Expression, Labels, Name, Paren, Unary, Variable
from .words import AGGREGATORS, NO_METRIC_NAMES, PRECEDENCE, RESERVED, UNARY_PRECEDENCE

_LITERALS = frozenset({lexer.NUMBER, lexer.DURATION})
_SEPARATORS = frozenset({","})
_STAYS = frozenset({")", "]", "}", ",", lexer.END}) | (PRECEDENCE.keys() - {"or", "and", "unless", "atan2"})


class Grammar:
    """Parses the expressions of one text; ``variables`` tells whether Grafana's variables are known there."""

    __slots__ = ("cursor", "variables")

    def __init__(self, cursor: Cursor, *, variables: bool) -> None:
        self.cursor = cursor
        self.variables = variables

    def expression(self) -> Expression:
        """The longest expression from here on."""
        cursor = self.cursor
        operands: list[Expression] = []
        pending: list[tuple[int, Name, Modifiers | None]] = []
        while True:
            while cursor.token.kind in ("-", "+"):
                pending.append((UNARY_PRECEDENCE, cursor.name(), None))
            operand = modified(cursor, self.operand())
            operands.append(operand)
            cursor.nodes.append(operand)
            token = cursor.token
            op = token.text.lower() if token.kind == lexer.WORD else token.kind
            precedence = PRECEDENCE.get(op, 0)
            while pending and (pending[-1][0] > precedence or (pending[-1][0] == precedence and op != "^")):
                cursor.nodes.append(_reduce(operands, pending))
            if not precedence:
                return operands[0]
            name = cursor.name(op)
            extra = modifiers(cursor, variables=self.variables)
            check_matching(cursor, extra.matching, extra.grouping, name)
            pending.append((precedence, name, extra))

    def operand(self) -> Expression:
        """One operand without its modifiers; a placeholder after a fault."""
        cursor = self.cursor
        token = cursor.token
        kind = token.kind
        if kind == lexer.WORD or kind == lexer.VARIABLE:
            return self._named(token)
        if kind in _LITERALS:
            value = durations.literal(cursor)
            assert value is not None
            return value
        if kind == "(":
            cursor.descend()
            cursor.advance()
            inner = self.expression()
            cursor.close(")", token)
            cursor.depth -= 1
            return Paren(token.start, cursor.end, inner)
        if kind == "{":
            return selector(cursor, None, variables=self.variables)
        if kind == lexer.STRING:
            return string_operand(cursor, variables=self.variables)
        cursor.unexpected("an expression")
        if kind not in _STAYS:
            cursor.advance()
        return Variable(token.start, token.end, token.text)

    def _named(self, token: Token) -> Expression:
        """An operand that begins with a word or a variable: a call, an aggregation, a selector or a number."""
        cursor = self.cursor
        is_variable = token.kind == lexer.VARIABLE
        lowered = token.text.lower()
        following = cursor.following()
        if following.kind == "(" or (following.kind == lexer.WORD and following.text.lower() in ("by", "without")):
            if begins_aggregation(cursor, token, following):
                return self._aggregation(lowered if lowered in AGGREGATORS else token.text)
            if following.kind == "(" and lowered not in RESERVED and (is_variable or ":" not in lowered):
                name = cursor.name()
                arguments = self._arguments()
                if is_variable and cursor.keyword() in ("by", "without"):
                    grouping = label_list(cursor, optional=False, variables=self.variables)
                    return aggregation(cursor, name, arguments, grouping, grouping_first=False)
                return call(cursor, name, arguments)
        if is_variable and following.kind != "{":
            cursor.advance()
            return Variable(token.start, token.end, token.text)
        if lowered in ("inf", "nan"):
            value = durations.literal(cursor)
            assert value is not None
            return value
        if lowered in NO_METRIC_NAMES:
            cursor.unexpected("an expression")
            cursor.advance()
            return Variable(token.start, token.end, token.text)
        return selector(cursor, cursor.name(), variables=self.variables)

    def _aggregation(self, op: str) -> Expression:
        cursor = self.cursor
        name = cursor.name(op)
        grouping: Labels | None = None
        first = cursor.token.kind == lexer.WORD
        if first:
            grouping = label_list(cursor, optional=False, variables=self.variables)
        if cursor.token.kind != "(":
            cursor.unexpected(f'"(" and the operand of "{op}"')
            return Variable(name.start, cursor.end, name.text)
        arguments = self._arguments()
        if cursor.keyword() in ("by", "without"):
            if grouping is not None:
                cursor.unexpected("one grouping only")
            grouping = label_list(cursor, optional=False, variables=self.variables)
        return aggregation(cursor, name, arguments, grouping, grouping_first=first)

    def _arguments(self) -> tuple[Expression, ...]:
        """Arguments in parentheses, from the opening one on."""
        cursor = self.cursor
        cursor.descend()
        opened = cursor.advance()
        found: list[Expression] = []
        while cursor.token.kind not in (")", lexer.END):
            found.append(self.expression())
            if cursor.token.kind != ",":
                if cursor.token.kind == ")":
                    break
                cursor.unexpected('an operator, "," or ")"')
                cursor.skip(_SEPARATORS)
                if cursor.token.kind != ",":
                    break
            comma = cursor.advance()
            if cursor.token.kind == ")":
                cursor.fault(Span(comma.start, comma.end), 'expected an argument after ",", found ")"')
        cursor.close(")", opened)
        cursor.depth -= 1
        return tuple(found)


def _reduce(operands: list[Expression], pending: list[tuple[int, Name, Modifiers | None]]) -> Expression:
    """Applies the last operator to the last operands, and returns what it made of them."""
    _, op, extra = pending.pop()
    right = operands.pop()
    made: Expression
    if extra is None:
        made = Unary(op.start, right.end, op, right)
    else:
        left = operands.pop()
        made = Binary(left.start, right.end, op, left, right, *extra)
    operands.append(made)
    return made
