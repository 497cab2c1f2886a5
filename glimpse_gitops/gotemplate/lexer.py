"""Splits a template into text and the tokens of its actions, as Go's `text/template/parse` does."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

from .fault import Span, TemplateError

TEXT, OPEN, CLOSE, END = "text", "{{", "}}", "end of the text"
SPACE, FIELD, VARIABLE, WORD, KEYWORD = "space", "field", "variable", "word", "keyword"
NUMBER, STRING, CHARACTER, BOOL, NIL, DOT = "number", "string", "character", "bool", "nil", "dot"
ASSIGN, DECLARE, PIPE, LEFT, RIGHT, SIGN = "=", ":=", "|", "(", ")", "sign"

KEYWORDS = frozenset({"block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"})

_SPACES = " \t\r\n"
_NUMBER = re.compile(
    r"[+-]?(?:0[xX][\da-fA-F_]+(?:\.[\da-fA-F_]*)?(?:[pP][+-]?\d+)?|0[bBoO][\d_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)i?"
)
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"')
_CHARACTER = re.compile(r"'(?:[^'\\\n]|\\[^\n])+'")
_ESCAPE = re.compile(r"""\\(?:[abfnrtv\\"']|x[\da-fA-F]{2}|[0-7]{3}|u[\da-fA-F]{4}|U[\da-fA-F]{8})""")
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NAME = re.compile(r"\w*")
_ENDS_A_NAME = frozenset({*_SPACES, ".", ",", "|", ":", ")", "("})


class Token(NamedTuple):
    """One token. The value of a string is unquoted, that of a field or a variable is its name without `.` or `$`."""

    kind: str
    start: int
    end: int
    value: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def tokenize(text: str) -> Iterator[Token]:
    """The tokens up to the end. Raises TemplateError where Go's lexer gives up."""
    at = 0
    while (opened := text.find("{{", at)) >= 0:
        if opened > at:
            yield Token(TEXT, at, opened, text[at:opened])
        inside = opened + 2
        if text.startswith("-", inside) and text[inside + 1 : inside + 2] in tuple(_SPACES):
            inside += 2
        if text.startswith("/*", inside):
            at = _comment(text, opened, inside)
            continue
        yield Token(OPEN, opened, inside, "{{")
        at = yield from _action(text, opened, inside)
    if at < len(text):
        yield Token(TEXT, at, len(text), text[at:])
    yield Token(END, len(text), len(text), "")


def _comment(text: str, opened: int, at: int) -> int:
    """The place behind a comment and its braces."""
    end = text.find("*/", at)
    if end < 0:
        raise TemplateError(Span(opened, len(text)), "the comment is not closed", "end it with */}}")
    closed = _close(text, end + 2)
    if closed is None:
        raise TemplateError(Span(opened, end + 2), "a comment must fill its braces: {{/* … */}}")
    return closed


def _close(text: str, at: int) -> int | None:
    """The place behind the closing braces, where they stand at `at`."""
    if text.startswith("}}", at):
        return at + 2
    if text[at : at + 1] in tuple(_SPACES) and text.startswith("-}}", at + 1):
        return at + 4
    return None


def _action(text: str, opened: int, at: int) -> Generator[Token, None, int]:
    """The tokens of one action, its closing braces included; returns the place behind them."""
    depth = 0
    while (closed := _close(text, at)) is None:
        if at >= len(text):
            raise TemplateError(Span(opened, len(text)), "the action is not closed", "end it with }}")
        token = _token(text, at)
        depth += (token.kind == LEFT) - (token.kind == RIGHT)
        if depth < 0:
            raise TemplateError(token.span, "there is no ( for this )")
        yield token
        at = token.end
    if depth:
        raise TemplateError(Span(opened, closed), "a ( is not closed")
    yield Token(CLOSE, at, closed, "}}")
    return closed


def _token(text: str, at: int) -> Token:
    first = text[at]
    if first in _SPACES:
        end = at
        while end < len(text) and text[end] in _SPACES and _close(text, end) is None:
            end += 1
        return Token(SPACE, at, end, " ")
    if first in "=|()":
        return Token(first, at, at + 1, first)
    if first == ":":
        if not text.startswith(":=", at):
            raise TemplateError(Span(at, at + 1), 'unexpected ":"', "a variable is declared with :=")
        return Token(DECLARE, at, at + 2, ":=")
    if first in "\"`'":
        return _quoted(text, at)
    if first == "$" or (first == "." and not text[at + 1 : at + 2].isdecimal()):
        return _dotted(text, at)
    if first in "+-." or first.isdecimal():
        return _number(text, at)
    if first == "_" or first.isalnum():
        return _word(text, at)
    return Token(SIGN, at, at + 1, first)


def _quoted(text: str, at: int) -> Token:
    if text[at] == "`":
        end = text.find("`", at + 1)
        if end < 0:
            raise TemplateError(Span(at, len(text)), "the string is not closed", "end it with `")
        return Token(STRING, at, end + 1, text[at + 1 : end])
    match = (_QUOTED if text[at] == '"' else _CHARACTER).match(text, at)
    if match is None:
        line = text.find("\n", at)
        raise TemplateError(Span(at, len(text) if line < 0 else line), "the string is not closed on its line")
    value = _unescaped(match[0], at)
    if text[at] == "'" and len(value) != 1:
        raise TemplateError(Span(at, match.end()), f"{match[0]} is no single character", 'strings stand in "…" or `…`')
    return Token(STRING if text[at] == '"' else CHARACTER, at, match.end(), value)


def _unescaped(quoted: str, at: int) -> str:
    """The value of a quoted string or character. Raises TemplateError at an escape that Go does not know."""
    parts, position, quote = [], 1, quoted[0]
    while position < len(quoted) - 1:
        if quoted[position] != "\\":
            parts.append(quoted[position])
            position += 1
            continue
        match = _ESCAPE.match(quoted, position)
        other = "'" if quote == '"' else '"'
        if match is None or match[0][1] == other:
            span = Span(at + position, at + position + 2)
            hint = "write the backslash twice, or the string in `…`"
            raise TemplateError(span, f'unknown escape "{quoted[position : position + 2]}"', hint)
        parts.append(_character(match[0][1:]))
        position = match.end()
    return "".join(parts)


def _character(escape: str) -> str:
    kind = escape[0]
    if kind in "xuU" or kind.isdigit():
        code = int(escape, 8) if kind.isdigit() else int(escape[1:], 16)
        return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
    return _ESCAPED.get(kind, kind)


def _dotted(text: str, at: int) -> Token:
    """`.`, `.name`, `$` or `$name`."""
    end = _name_end(text, at + 1)
    if end == at + 1 and text[at] == ".":
        return Token(DOT, at, end, ".")
    return Token(FIELD if text[at] == "." else VARIABLE, at, end, text[at + 1 : end])


def _word(text: str, at: int) -> Token:
    end = _name_end(text, at)
    word = text[at:end]
    if word in KEYWORDS:
        return Token(KEYWORD, at, end, word)
    return Token(BOOL if word in ("true", "false") else NIL if word == "nil" else WORD, at, end, word)


def _name_end(text: str, at: int) -> int:
    """The end of the name at `at`. Raises TemplateError where something follows that may not follow a name."""
    match = _NAME.match(text, at)
    end = match.end() if match else at
    following = text[end : end + 1]
    if following and following not in _ENDS_A_NAME and not text.startswith("}}", end):
        hint = 'write index $labels "…" for names with other characters' if following in "-/[" else ""
        raise TemplateError(Span(end, end + 1), f'unexpected "{following}" after a name', hint)
    return end


def _number(text: str, at: int) -> Token:
    match = _NUMBER.match(text, at)
    if match is None and text[at] in "+-":
        raise TemplateError(Span(at, at + 1), f'unexpected "{text[at]}"', "templates have no arithmetic")
    end = match.end() if match else at + 1
    if match is None or text[end : end + 1].isalnum() or text[end : end + 1] == "_":
        raise TemplateError(Span(at, end + 1), f'"{text[at : end + 1]}" is no number')
    return Token(NUMBER, at, end, text[at:end])
