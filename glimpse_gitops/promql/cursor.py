"""The parser's place in the tokens, and the faults found so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from . import lexer
from .fault import FaultKind, Span, SyntaxFault
from .lexer import Token, describe, lexical_message
from .limits import MAX_DEPTH, MAX_FAULTS
from .literals import LiteralError
from .tree import Expression, Name

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_new_name = partial(tuple.__new__, Name)
"""``Name(…)`` in half the time: every expression has some twenty of them."""


class TooDeep(Exception):  # noqa: N818  (it never leaves the parser)
    """The expression nests deeper than ``MAX_DEPTH``."""


class Cursor:
    """Walks over the tokens; ``token`` is the next one, ``end`` the place where the last one stopped.

    ``nodes`` collects the operands of the tree as they are completed, so each stands behind its own operands.
    """

    __slots__ = ("_index", "_tokens", "depth", "end", "faults", "nodes", "token")

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._index = 0
        self.token = tokens[0]
        self.end = 0
        self.depth = 0
        self.faults: list[SyntaxFault] = []
        self.nodes: list[Expression] = []

    def advance(self) -> Token:
        """Steps over the next token and returns it; the end of the text is never stepped over."""
        token = self.token
        if token[0] != lexer.END:
            self.end = token[3]
            self._index = index = self._index + 1
            self.token = self._tokens[index]
        return token

    def following(self) -> Token:
        """The token behind the next one."""
        return self._tokens[self._index + 1] if self.token[0] != lexer.END else self.token

    def name(self, value: str | None = None) -> Name:
        """Steps over the next token, as a Name."""
        kind, text, start, end = self.token
        if kind != lexer.END:
            self.end = end
            self._index = index = self._index + 1
            self.token = self._tokens[index]
        return _new_name((start, end, text, text if value is None else value, kind == lexer.VARIABLE))

    def keyword(self) -> str:
        """The next token in lower case if it is a word, else an empty string."""
        return self.token.text.lower() if self.token.kind == lexer.WORD else ""

    def descend(self) -> None:
        """One level deeper; pair it with ``depth -= 1``."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeep

    def fault(
        self, span: Span, message: str, kind: FaultKind = FaultKind.SYNTAX, suggestion: str | None = None
    ) -> None:
        """Notes a fault; only the first one at a place counts."""
        if len(self.faults) < MAX_FAULTS and all(fault.span.start != span.start for fault in self.faults):
            self.faults.append(SyntaxFault(kind, span, message, suggestion))

    def unexpected(self, expected: str, suggestion: str | None = None) -> None:
        """Notes that the next token is not what was expected."""
        token = self.token
        if token.kind == lexer.ERROR:
            message = lexical_message(token)
        else:
            message = f"expected {expected}, found {describe(token)}"
            if self.keyword() in ("by", "without"):
                message += "; it belongs beside the parentheses of its aggregation"
        if suggestion is not None:
            message += f'; did you mean "{suggestion}"?'
        self.fault(Span(token.start, token.end), message, suggestion=suggestion)

    def expect(self, kind: str, expected: str) -> bool:
        """Steps over a token of this kind, or notes the fault and stays."""
        if self.token.kind == kind:
            self.advance()
            return True
        self.unexpected(expected)
        return False

    def close(self, closing: str, opened: Token) -> None:
        """Steps over the closing bracket; if something else stands there, over all of that too."""
        if self.token.kind == closing:
            self.advance()
            return
        self.unexpected(f'"{closing}" to close the "{opened.text}" at column {opened.start + 1}')
        self.skip(frozenset())
        if self.token.kind == closing:
            self.advance()

    def skip(self, stops: frozenset[str]) -> None:
        """Steps forward to a closing bracket, a token of ``stops`` or the end, over whole pairs of brackets."""
        nested = 0
        while self.token.kind != lexer.END:
            kind = self.token.kind
            if nested == 0 and (kind in _CLOSING or kind in stops):
                return
            if kind in _OPENING:
                nested += 1
            elif kind in _CLOSING:
                nested -= 1
            self.advance()

    def read(self, decode: Callable[[str], float], token: Token) -> float:
        """The value of a literal, 0 with a fault if it has none."""
        try:
            return decode(token.text)
        except LiteralError as error:
            self.fault(Span(token.start + error.start, token.start + error.end), error.message, FaultKind.RANGE)
            return 0.0
