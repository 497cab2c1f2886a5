"""Walks over the tokens of a template, with one token of foresight."""

from __future__ import annotations

from . import lexer
from .fault import Span, TemplateError
from .lexer import Token


class Cursor:
    """The tokens, and how far they were read."""

    def __init__(self, text: str) -> None:
        self.tokens = list(lexer.tokenize(text))
        self.at = 0
        self.depth = 0
        """Blocks and parentheses that are open."""
        self.ranges = 0
        """How many of the open blocks are `range`."""

    @property
    def peek(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def end(self) -> int:
        """Where the last token ends that was read and is no space."""
        at = self.at - 1
        while at > 0 and self.tokens[at].kind == lexer.SPACE:
            at -= 1
        return self.tokens[at].end

    def next(self) -> Token:
        """Read the next token."""
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def past_space(self) -> Token:
        """The next token that is no space, without reading it."""
        while self.peek.kind == lexer.SPACE:
            self.at += 1
        return self.peek

    def close(self, place: str) -> None:
        """Read the closing braces. Raises TemplateError where something else stands."""
        if self.past_space().kind != lexer.CLOSE:
            raise unexpected(self.peek, place)
        self.next()


def unexpected(token: Token, place: str, hint: str = "") -> TemplateError:
    """The error for a token that does not belong there."""
    if token.kind == lexer.END:
        return TemplateError(token.span, f"the text ends in {place}", hint)
    if token.kind == lexer.SIGN and token.value in "*/%<>!&":
        hint = hint or "templates have no operators: compare with gt, lt, eq, and reckon in the query"
    return TemplateError(Span(token.start, token.end), f'unexpected "{token.value}" in {place}', hint)
