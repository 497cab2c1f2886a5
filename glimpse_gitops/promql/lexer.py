"""Cuts PromQL text into tokens, each with its place.

Grafana's variables are tokens like any other: ``$job``, ``${job:regex}`` and ``[[job]]`` may stand for a number, a
metric, a function or a label, and they may be glued into a name (``${app}_requests_total``), a duration (``${n}m``) or
a number (``0.$percentile``).
Keywords are plain words here, because most of them are also good metric and label names; the parser knows which
is meant where. Strings are tokens with their quotes (see ``literals.py``).
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final, NamedTuple

from .limits import MAX_TOKENS

WORD: Final = "word"
NUMBER: Final = "number"
DURATION: Final = "duration"
STRING: Final = "string"
VARIABLE: Final = "variable"
ERROR: Final = "error"
COMMENT: Final = "comment"
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
_NUMERIC = r"\.?\d(?:[eE][-+](?=\d)|[\w.])*"
_QUOTED = r'"(?:[^"\\\n]++|\\[^\n])*+"|' + r"'(?:[^'\\\n]++|\\[^\n])*+'|`[^`]*`"
_UNCLOSED = r"""["'`][^\n]*"""
_OPERATOR = r"==|!=|<=|>=|=~|!~|</|>/|[-+*/%^=<>@(){}\[\],;]"
_NUMBER = re.compile(r"0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_STRING = re.compile(_QUOTED)
_IS_VARIABLE = re.compile(_GRAFANA, re.ASCII)
_DURATION = re.compile(r"(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?", re.ASCII)


def _pattern(*, in_window: bool, variables: bool) -> re.Pattern[str]:
    """One token behind its blanks. Everything that is no blank begins some token, if only a faulty one.

    What stands between brackets is first one token, because a colon separates there and is a letter of names elsewhere.
    """
    letters, names = (r"\w", r"[A-Za-z_]\w*+|:") if in_window else (r"[\w:]", r"[A-Za-z_:][\w:]*+")
    glued = rf"(?:\d*\.)?{letters}*+{_GRAFANA}(?:{letters}|{_GRAFANA})*+|" if variables else ""
    window = "" if in_window else rf"\[(?:[^\[\]\"'`#]|{_GRAFANA})*+\]|"
    token = rf"{glued}{names}|{window}{_OPERATOR}|{_NUMERIC}|{_QUOTED}|{_UNCLOSED}|\#[^\r\n]*|\$\w*|[^ \t\r\n]"
    return re.compile(rf"([ \t\r\n]*+)({token})", re.ASCII)


_OUTSIDE = {flag: _pattern(in_window=False, variables=flag) for flag in (False, True)}
_WINDOW = {flag: _pattern(in_window=True, variables=flag) for flag in (False, True)}
_OPERATORS = frozenset({"==", "!=", "<=", ">=", "=~", "!~", "</", ">/", *"-+*/%^=<>@(){}[],;"})
_BRACKETS = "[…]"
_MAY_HOLD_VARIABLES = frozenset({WORD, NUMBER, DURATION, ERROR})
_WORD_START = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:")
_new_token = partial(tuple.__new__, Token)
"""``Token(…)`` in half the time."""


class Tokens(NamedTuple):
    """The tokens of one text, with an ``END`` token behind the last, and its comments apart."""

    tokens: list[Token]
    comments: tuple[Comment, ...]


def tokenize(text: str, *, variables: bool = True) -> Tokens:
    """The tokens of ``text``; what no token begins with becomes a token of kind ``ERROR``.

    Once it has more than ``MAX_TOKENS`` it stops, so that the parser can refuse the text. With ``variables=False``
    Grafana's variables are errors, as they are in a Prometheus rule file.
    """
    variables = variables and ("$" in text or "[[" in text)
    tokens: list[Token] = []
    comments: list[Comment] = []
    end = 0
    for blanks, found in _OUTSIDE[variables].findall(text)[: MAX_TOKENS + 1]:
        start = end + len(blanks) if blanks else end
        end = start + len(found)
        if found in _OPERATORS:
            tokens.append(_new_token((found, found, start, end)))
            continue
        kind = WORD if found[0] in _WORD_START else _kind(found)
        if variables and kind in _MAY_HOLD_VARIABLES and ("$" in found or "[[" in found):
            kind = VARIABLE
        if kind == COMMENT:
            comments.append(Comment(found, start, end))
        elif kind == _BRACKETS:
            tokens.extend(
                _new_token((inner, part, start + at, start + at + len(part)))
                for inner, part, at in _window_parts(found, variables)
            )
        else:
            tokens.append(_new_token((kind, found, start, end)))
    tokens.append(Token(END, "", end, end))
    return Tokens(tokens, tuple(comments))


@lru_cache(maxsize=4096)
def _kind(found: str) -> str:
    """The kind of a token that is neither an operator nor a word."""
    first = found[0]
    if first in "0123456789." and len(found) > (first == "."):
        return NUMBER if _NUMBER.fullmatch(found) else DURATION if _DURATION.fullmatch(found) else ERROR
    if first in "\"'`":
        return STRING if len(found) > 1 and _STRING.fullmatch(found) else ERROR
    if first == "#":
        return COMMENT
    return _BRACKETS if first == "[" and found[-1] == "]" and not _IS_VARIABLE.match(found) else ERROR


@lru_cache(maxsize=4096)
def _window_parts(window: str, variables: bool) -> tuple[tuple[str, str, int], ...]:
    """Kind, text and place of the tokens of ``[…]``, both brackets included."""
    parts: list[tuple[str, str, int]] = []
    end = 0
    for blanks, found in _WINDOW[variables].findall(window):
        start = end + len(blanks)
        end = start + len(found)
        operator = found in _OPERATORS or found == ":"
        kind = found if operator else WORD if found[0] in _WORD_START else _kind(found)
        if variables and kind != found and ("$" in found or "[[" in found):
            kind = VARIABLE
        parts.append((kind, found, start))
    return tuple(parts)


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
