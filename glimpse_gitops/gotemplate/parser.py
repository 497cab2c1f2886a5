"""Text of a template → its tree, or the one fault at which Go's parser would give up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from . import lexer
from .cursor import Cursor, unexpected
from .fault import Span, TemplateError, TemplateFault
from .lexer import Token
from .operands import DEEPEST, pipeline
from .tree import Action, Branch, Definition, Pipeline, Statement, Tree, Use

_EMPTY = Tree(())


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text is as a template."""

    tree: Tree
    """Empty where there is a fault."""
    fault: TemplateFault | None = None


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """The tree of a template, or its first fault."""
    if "{{" not in text:
        return Parsed(_EMPTY)
    try:
        cursor = Cursor(text)
        body, stop = _body(cursor, top=True)
        if stop.kind != lexer.END:
            raise TemplateError(stop.span, f"there is nothing that this {{{{{stop.value}}}}} could belong to")
        return Parsed(Tree(body))
    except TemplateError as error:
        return Parsed(_EMPTY, error.fault)


def _body(cursor: Cursor, *, top: bool = False) -> tuple[tuple[Statement, ...], Token]:
    """The statements up to `else`, `end` or the end of the text, and that token."""
    found: list[Statement] = []
    while True:
        token = cursor.next()
        if token.kind == lexer.END:
            return tuple(found), token
        if token.kind == lexer.TEXT:
            continue
        word = cursor.past_space()
        if word.kind != lexer.KEYWORD:
            inner = pipeline(cursor, "an action")
            found.append(Action(token.start, cursor.end, inner))
        elif word.value in ("else", "end"):
            return tuple(found), cursor.next()
        elif statement := _statement(cursor, cursor.next(), token.start, top=top):
            found.append(statement)


def _statement(cursor: Cursor, word: Token, start: int, *, top: bool) -> Statement | None:
    """What a keyword begins; None for `break` and `continue`."""
    if word.value in ("if", "range", "with"):
        return _branch(cursor, word, start)
    if word.value in ("break", "continue"):
        if not cursor.ranges:
            raise TemplateError(word.span, f"{word.value} stands outside of a range")
        cursor.close(word.value)
        return None
    if word.value == "define" and not top:
        raise TemplateError(word.span, "define stands inside of a block")
    name = cursor.past_space()
    if name.kind != lexer.STRING:
        raise unexpected(name, word.value, "the name stands in quotes")
    cursor.next()
    if word.value == "define":
        cursor.close("define")
        return _definition(cursor, name, start, None)
    if word.value == "block":
        return _definition(cursor, name, start, pipeline(cursor, "block"))
    given = None
    if cursor.past_space().kind == lexer.CLOSE:
        cursor.next()
    else:
        given = pipeline(cursor, "template")
    return Use(name.start, name.end, name.value, given)


def _branch(cursor: Cursor, word: Token, start: int) -> Branch:
    _enter(cursor, word)
    cursor.ranges += word.value == "range"
    given = pipeline(cursor, word.value)
    body, stop = _body(cursor)
    cursor.ranges -= word.value == "range"
    otherwise: tuple[Statement, ...] = ()
    if stop.value == "else" and stop.kind == lexer.KEYWORD:
        otherwise, stop = _otherwise(cursor, word)
    else:
        _end(cursor, stop, word)
    cursor.depth -= 1
    return Branch(start, cursor.end, cast(Literal["if", "range", "with"], word.value), given, body, otherwise)


def _otherwise(cursor: Cursor, word: Token) -> tuple[tuple[Statement, ...], Token]:
    """What stands behind `else`; `else if` and `else with` take the `end` of the whole."""
    following = cursor.past_space()
    if following.kind == lexer.KEYWORD and following.value in ("if", "with") and following.value == word.value:
        return (_branch(cursor, cursor.next(), following.start),), following
    cursor.close("else")
    body, stop = _body(cursor)
    _end(cursor, stop, word)
    return body, stop


def _definition(cursor: Cursor, name: Token, start: int, given: Pipeline | None) -> Definition:
    _enter(cursor, name)
    body, stop = _body(cursor)
    _end(cursor, stop, name)
    cursor.depth -= 1
    return Definition(start, cursor.end, name.value, body, given)


def _enter(cursor: Cursor, token: Token) -> None:
    cursor.depth += 1
    if cursor.depth > DEEPEST:
        raise TemplateError(token.span, f"the template is nested more than {DEEPEST} deep")


def _end(cursor: Cursor, stop: Token, opener: Token) -> None:
    """Check that a block ends with `end`, and read its braces. Raises TemplateError."""
    if stop.kind == lexer.END:
        raise TemplateError(Span(opener.start, opener.end), f'"{opener.value}" is not closed', "end it with {{ end }}")
    if stop.value != "end":
        raise TemplateError(stop.span, f'unexpected "{stop.value}" in "{opener.value}"')
    cursor.close("end")
