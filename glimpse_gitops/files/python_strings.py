"""Where each character of a Python string literal stands: prefixes, escapes, f-strings and implicit concatenation."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ..model.text_literal import HOLE, Run

_START = re.compile(r"([A-Za-z]{0,2})('''|\"\"\"|'|\")")
_ESCAPE = re.compile(r"\\(?:N\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.DOTALL)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\n": ""}
_SIMPLE |= {character: character for character in "\\'\""}


class Character(NamedTuple):
    """One character of a literal's value and its place in the source; a HOLE stands for a value put in."""

    text: str
    line: int
    column: int
    width: int = 1


class SourceText:
    """The text of a module, with lines and columns; columns count characters from 1, as `Origin` does."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._starts = [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]
        self._is_ascii = self.text.isascii()
        self._bytes: dict[int, list[int]] = {}
        """Line with other characters → the byte at which each character starts."""

    def offset(self, line: int, byte_column: int) -> int:
        """The offset of a place as `ast` names it: line from 1, column in UTF-8 bytes from 0."""
        start = self._starts[line - 1]
        if self._is_ascii:
            return min(start + byte_column, len(self.text))
        if line not in self._bytes:
            end = self._starts[line] if line < len(self._starts) else len(self.text)
            widths = (len(one.encode(errors="surrogatepass")) for one in self.text[start:end])
            self._bytes[line] = list(accumulate(widths, initial=0))
        return start + max(bisect_right(self._bytes[line], byte_column) - 1, 0)

    def at(self, line: int, column: int) -> int:
        """The offset of a line and a column, both from 1."""
        start = self._starts[line - 1] if line <= len(self._starts) else len(self.text)
        return min(start + column - 1, len(self.text))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def leads(self, offset: int) -> bool:
        """Whether only white space stands before the offset on its line."""
        column = self.place(offset)[1]
        return not self.text[offset - column + 1 : offset].strip()


def characters(source: SourceText, start: int, end: int) -> list[Character]:
    """The characters of the string literals that follow each other between two offsets.

    Raises ValueError where that is not a row of string literals.
    """
    found: list[Character] = []
    text, position = source.text, start
    while position < end:
        if text[position].isspace() or text[position] == "\\":
            position += 1
        elif text[position] == "#":
            position = text.find("\n", position)
        else:
            opening = _START.match(text, position)
            if opening is None:
                raise ValueError("this is not a string literal")
            position = _literal(source, opening, found)
    return found


def runs_of(found: Sequence[Character]) -> tuple[Run, ...]:
    """Characters as runs: a new one wherever the source jumps."""
    runs: list[Run] = []
    previous: Character | None = None
    for offset, character in enumerate(found):
        follows = (
            previous is not None
            and previous.width == character.width == 1
            and previous.line == character.line
            and previous.column + 1 == character.column
        )
        if not follows:
            runs.append(Run(offset, character.line, character.column, character.width))
        previous = character
    return tuple(runs)


def _literal(source: SourceText, opening: re.Match[str], found: list[Character]) -> int:
    """Read one literal into `found`; returns the offset behind it."""
    prefix, quote = opening[1].lower(), opening[2]
    text, position = source.text, opening.end()
    while not text.startswith(quote, position):
        character = text[position]
        after, value = position + 1, character
        if character == "\\" and "r" not in prefix:
            escape = _ESCAPE.match(text, position)
            after = position + 2 if escape is None else escape.end()
            value = _unescaped(text[position:after])
        elif character == "\\" and text[after] in "\\'\"":
            found.append(Character(character, *source.place(position)))
            position, after, value = after, after + 1, text[after]
        elif "f" in prefix and character in "{}":
            doubled = text[after] == character
            after = after + 1 if doubled else _field_end(text, after)
            value = character if doubled else HOLE
        if value:
            found.extend(Character(part, *source.place(position), after - position) for part in value)
        position = after
    return position + len(quote)


def _unescaped(escape: str) -> str:
    kind, rest = escape[1], escape[2:]
    if kind == "N":
        return unicodedata.lookup(rest[1:-1])
    if kind in "xuU":
        return chr(int(rest, 16))
    if kind in "01234567":
        return chr(int(kind + rest, 8))
    return _SIMPLE.get(kind, escape)


def _field_end(text: str, position: int) -> int:
    """The offset behind the `}` of a replacement field whose `{` stands just before `position`."""
    depth = 1
    while depth:
        character = text[position]
        if character in "\"'":
            quote = text[position : position + 3] if text[position : position + 3] in ('"""', "'''") else character
            position = text.index(quote, position + len(quote)) + len(quote) - 1
        depth += (character in "([{") - (character in ")]}")
        position += 1
    return position
