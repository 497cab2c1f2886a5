"""Cuts PromQL text into tokens, each with its place.

Grafana's variables are tokens like any other: ``$job``, ``${job:regex}`` and ``[[job]]`` may stand for a number, a
metric, a function or a label, and they may be glued into a name (``${app}_requests_total``) or a duration (``${n}m``).
Keywords are plain words here, because most of them are also good metric and label names; the parser knows which
is meant where. Strings are tokens with their quotes (see ``literals.py``).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from glimpse_gitops.promql.limits import MAX_TOKENS

WORD: Final = "word"
NUMBER: Final = "number"
DURATION: Final = "duration"
STRING: Final = "string"
VARIABLE: Final = "variable"
ERROR: Final = "error"
END: Final = "end"
"""The kinds of tokens; an operator's or a bracket's kind is its own text."""


class Token(NamedTuple):
    """One token: ``text`` is ``source[start:end]``."""

    kind: str
    text: str
    start: int
    end: int


class Comment(NamedTuple):
    """A comment from ``#`` to the end of its line."""

    text: str
    start: int
    end: int


_GRAFANA = r"(?:\$\{[^{}$\n]*\}|\$\w+|\[\[\w+(?::\w+)?\]\])"
_NUMBER = r"0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_DURATION = r"(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?"
_QUOTED = r'"(?:[^"\\\n]++|\\[^\n])*+"|' + r"'(?:[^'\\\n]++|\\[^\n])*+'|`[^`]*`"
_OPERATOR = r"==|!=|<=|>=|=~|!~|</|>/|[-+*/%^=<>@(){}\[\],;]"
_BAD = r"""["'`][^\n]*|\.?\d[\w.]*|\$\w*|!|[^\s]|\s"""


def _pattern(*, names_have_colons: bool, variables: bool) -> re.Pattern[str]:
    """The pattern of one token with the blanks before it."""
    word, glue, colon = (r"[A-Za-z_:][\w:]*+", r"[\w:]", "") if names_have_colons else (r"[A-Za-z_]\w*+", r"\w", "|:")
    variable = f"(?P<variable>{glue}*+{_GRAFANA}(?:{glue}|{_GRAFANA})*+)|" if variables else ""
    return re.compile(
        rf"[ \t\r\n]*+(?:{variable}(?P<word>{word})|(?P<operator>{_OPERATOR}{colon})|(?P<number>(?:{_NUMBER})(?![\w.]))"
        rf"|(?P<string>{_QUOTED})|(?P<duration>(?=\d){_DURATION}(?!\w))|(?P<comment>\#[^\r\n]*)"
        rf"|(?P<end>\Z)|(?P<error>{_BAD}))",
        re.ASCII,
    )


# Inside […] a colon separates range and step, elsewhere it is a letter of metric names.
_OUTSIDE = {flag: _pattern(names_have_colons=True, variables=flag) for flag in (False, True)}
_INSIDE = {flag: _pattern(names_have_colons=False, variables=flag) for flag in (False, True)}


class Tokens(NamedTuple):
    """The tokens of one text, with an ``END`` token behind the last, and its comments apart."""

    tokens: list[Token]
    comments: tuple[Comment, ...]


def tokenize(text: str, *, variables: bool = True) -> Tokens:
    """The tokens of ``text``; what no token begins with becomes a token of kind ``ERROR``.

    It stops after ``MAX_TOKENS`` + 1 tokens, so that the parser can refuse the text. With ``variables=False`` Grafana's
    variables are errors, as they are in a Prometheus rule file.
    """
    variables = variables and ("$" in text or "[[" in text)
    outside, inside = _OUTSIDE[variables], _INSIDE[variables]
    pattern = outside
    tokens: list[Token] = []
    comments: list[Comment] = []
    position = 0
    while len(tokens) <= MAX_TOKENS:
        match = pattern.match(text, position)
        if match is None:
            break
        kind = match.lastgroup or END
        start, position = match.span(kind)
        found = match[kind]
        if kind == "operator":
            kind = found
            if found == "[":
                pattern = inside
            elif found == "]":
                pattern = outside
        elif kind == "comment":
            comments.append(Comment(found, start, position))
            continue
        tokens.append(Token(kind, found, start, position))
        if kind == END:
            return Tokens(tokens, tuple(comments))
    tokens.append(Token(END, "", position, position))
    return Tokens(tokens, tuple(comments))


def describe(token: Token) -> str:
    """The token as a message names it."""
    if token.kind == END:
        return "the end of the expression"
    if token.kind == STRING or token.text.startswith(("`", '"')):
        return f"the string {token.text[:40]}" + ("…" if len(token.text) > 40 else "")
    return f'"{token.text[:40]}"'


def lexical_message(token: Token) -> str:
    """Why an ``ERROR`` token is none of PromQL's."""
    first = token.text[:1]
    if first in ('"', "'"):
        return f"unterminated string: no closing {first}"
    if first == "`":
        return "unterminated raw string: no closing backtick"
    if first.isdigit() or (first == "." and len(token.text) > 1):
        return f'bad number or duration "{token.text[:40]}"'
    if first == "$":
        return f'unexpected "{token.text}": a Grafana variable has no meaning here'
    return f'unexpected character "{first}"' if first.isprintable() else f"unexpected character U+{ord(first):04X}"
