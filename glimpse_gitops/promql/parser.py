"""Parses a PromQL expression: ``parse(text)`` gives its tree, or every fault that was found.

It never raises and takes time linear in the text: expressions beyond ``limits.py`` are refused at once. The stages are
the lexer (``lexer.py``), the grammar (``expressions.py``, with ``calls``, ``selection``, ``grouping`` and
``durations``), the types (``types.py``) and the regular expressions (``regex.py``). A later stage only runs when the
earlier ones found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import lexer
from .cursor import Cursor, TooDeep
from .expressions import Grammar
from .fault import FaultKind, Span, SyntaxFault
from .lexer import Comment, tokenize
from .limits import MAX_CHARACTERS, MAX_DEPTH, MAX_TOKENS
from .regex import check_matchers
from .tree import Expression
from .types import check_types
from .words import PRECEDENCE

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The outcome of parsing one expression."""

    text: str
    tree: Expression | None
    """None if there is any fault."""
    faults: tuple[SyntaxFault, ...] = ()
    """In the order of the text."""
    comments: tuple[Comment, ...] = ()
    kinds: Mapping[Expression, str] = field(default_factory=dict, repr=False)
    """The kind of each operand: ``v``, ``m``, ``s``, ``t`` or ``?`` (see ``types.py``), each after its own operands."""


def parse(text: str, *, variables: bool = True) -> Parsed:
    """Parses an expression; with ``variables=False`` Grafana's variables are faults, as they are for Prometheus."""
    if len(text) > MAX_CHARACTERS:
        message = f"the expression has {len(text)} characters; at most {MAX_CHARACTERS} are analysed"
        return _refused(text, message)
    broken = None if text.isascii() else _SURROGATE.search(text)
    if broken is not None:
        fault = SyntaxFault(FaultKind.SYNTAX, Span(*broken.span()), "the expression is not valid UTF-8 here")
        return Parsed(text, None, (fault,))
    tokens, comments = tokenize(text, variables=variables)
    if len(tokens) > MAX_TOKENS + 1:
        return _refused(text, f"the expression has more than {MAX_TOKENS} tokens; split it with recording rules")
    if tokens[0].kind == lexer.END:
        fault = SyntaxFault(FaultKind.SYNTAX, Span(0, len(text)), "the expression is empty")
        return Parsed(text, None, (fault,), comments)
    cursor = Cursor(tokens)
    try:
        tree = _whole(cursor, Grammar(cursor, variables=variables))
    except (TooDeep, RecursionError):
        return _refused(text, f"the expression nests more than {MAX_DEPTH} levels deep; split it with recording rules")
    if cursor.faults:
        return Parsed(text, None, tuple(sorted(cursor.faults, key=lambda fault: fault.span)), comments)
    kinds, faults = check_types(cursor.nodes)
    if not faults:
        faults = check_matchers(cursor.nodes)
    return Parsed(text, None if faults else tree, faults, comments, kinds)


def _refused(text: str, message: str) -> Parsed:
    return Parsed(text, None, (SyntaxFault(FaultKind.LIMIT, Span(0, len(text)), message),))


def _whole(cursor: Cursor, grammar: Grammar) -> Expression:
    """The expression up to the end of the text; after a fault it goes on behind it, to find the next ones."""
    tree = grammar.expression()
    while cursor.token.kind != lexer.END:
        token = cursor.token
        cursor.unexpected("an operator or the end of the expression")
        if token.kind in (")", "]", "}", ",", "=", "=~", "!~", ":", ";", lexer.ERROR):
            cursor.advance()
            op = cursor.token.text.lower()
            if op in PRECEDENCE:
                cursor.advance()
            if cursor.token.kind == lexer.END:
                break
        grammar.expression()
    return tree
