"""Reads pipelines: `$value | printf "%.2f" | title`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal, cast

from . import lexer
from .cursor import Cursor, unexpected
from .fault import Span, TemplateError
from .tree import Access, Command, Constant, Dot, Field, Function, Operand, Pipeline, Variable

DEEPEST: Final = 60
"""Blocks and parentheses inside each other; no template of a person's has as many."""

_LITERALS = frozenset({lexer.STRING, lexer.NUMBER, lexer.CHARACTER, lexer.BOOL, lexer.NIL})
_BEGIN = _LITERALS | {lexer.DOT, lexer.FIELD, lexer.VARIABLE, lexer.WORD, lexer.LEFT}
_LiteralKind = Literal["string", "number", "character", "bool", "nil"]


def pipeline(cursor: Cursor, place: str, end: str = lexer.CLOSE) -> Pipeline:
    """A pipeline up to the token `end`, which is read, too. Raises TemplateError."""
    start = cursor.past_space().start
    variables, declares = _variables(cursor, in_range=place == "range")
    commands: list[Command] = []
    while True:
        token = cursor.past_space()
        if token.kind == end:
            last = cursor.end
            cursor.next()
            if not commands:
                raise TemplateError(Span(start, token.end), f"there is no value for {place}")
            return Pipeline(start, last, variables, declares, tuple(commands))
        if token.kind not in _BEGIN:
            raise unexpected(token, place)
        command = _command(cursor)
        if commands and isinstance(command.operands[0], Constant | Dot):
            raise TemplateError(command.operands[0].span, "a value cannot take what comes through a pipe")
        commands.append(command)


def _variables(cursor: Cursor, *, in_range: bool) -> tuple[tuple[Variable, ...], bool]:
    """The variables before `:=` or `=`; none where the pipeline begins with a value."""
    before = cursor.at
    variables: list[Variable] = []
    while cursor.past_space().kind == lexer.VARIABLE:
        token = cursor.next()
        variables.append(Variable(token.start, token.end, token.value))
        following = cursor.past_space()
        if following.kind in (lexer.DECLARE, lexer.ASSIGN):
            cursor.next()
            if len(variables) > 2:
                raise TemplateError(variables[2].span, "range sets two variables at most")
            return tuple(variables), following.kind == lexer.DECLARE
        if not (in_range and following.kind == lexer.SIGN and following.value == ","):
            break
        cursor.next()
    cursor.at = before
    return (), False


def _command(cursor: Cursor) -> Command:
    """One command and the pipe behind it; Go takes a pipe into nothing, too."""
    start = cursor.peek.start
    operands: list[Operand] = []
    while True:
        cursor.past_space()
        if cursor.peek.kind in _BEGIN:
            operands.append(_operand(cursor))
        token = cursor.peek
        if token.kind == lexer.SPACE:
            continue
        if token.kind == lexer.PIPE and operands:
            end = cursor.end
            cursor.next()
            return Command(start, end, tuple(operands))
        if token.kind in (lexer.CLOSE, lexer.RIGHT) and operands:
            return Command(start, cursor.end, tuple(operands))
        raise unexpected(token, "an action")


def _operand(cursor: Cursor) -> Operand:
    """A term and the fields behind it."""
    term = _term(cursor)
    fields: list[Field] = []
    if isinstance(term, Access):
        fields += term.fields
    while cursor.peek.kind == lexer.FIELD:
        token = cursor.next()
        if isinstance(term, Constant) or (isinstance(term, Dot) and term.end > term.start):
            raise TemplateError(token.span, f'a field cannot follow "{cursor.tokens[cursor.at - 2].value}"')
        fields.append(Field(token.start + 1, token.end, token.value))
    if not fields or isinstance(term, Constant):
        return term
    operand = term.operand if isinstance(term, Access) else term
    return Access(operand.start, fields[-1].end, operand, tuple(fields))


def _term(cursor: Cursor) -> Operand:
    token = cursor.next()
    span = token.span
    if token.kind in _LITERALS:
        return Constant(*span, cast(_LiteralKind, token.kind), token.value)
    if token.kind == lexer.DOT:
        return Dot(*span)
    if token.kind == lexer.VARIABLE:
        return Variable(*span, token.value)
    if token.kind == lexer.WORD:
        return Function(*span, token.value)
    if token.kind == lexer.FIELD:
        dot = Dot(token.start, token.start)
        return Access(token.start, token.end, dot, (Field(token.start + 1, token.end, token.value),))
    cursor.depth += 1
    if cursor.depth > DEEPEST:
        raise TemplateError(span, f"the template is nested more than {DEEPEST} deep")
    inner = pipeline(cursor, "parentheses", lexer.RIGHT)
    cursor.depth -= 1
    return replace(inner, start=token.start, end=cursor.end)
