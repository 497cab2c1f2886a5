"""Texts as Python string literals, the way `ruff format` leaves them."""

from __future__ import annotations

import re
import unicodedata

_SIMPLE = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_WORDS = re.compile(r"\S+\s*|\s+")


def literal(text: str) -> str:
    """The text on one line, between the quotes that need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(_escaped(character, quote) for character in text) + quote


def columns(text: str) -> int:
    """The columns that a text takes, as ruff counts: letters of Korean, Chinese and Japanese take two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me") else 1


def block(text: str) -> str | None:
    """The text between triple quotes, None where it has a single line or something that nobody sees in it."""
    lines = text.split("\n")
    odd = any(not character.isprintable() for character in text.replace("\n", ""))
    if len(lines) < 2 or odd or '"""' in text or text.endswith('"'):
        return None
    if any(line != line.rstrip() for line in lines):
        return None
    return '"""' + text.replace("\\", "\\\\") + '"""'


def pieces(text: str, width: int) -> tuple[str, ...]:
    """The text as literals that follow each other: one a line or more, each at most `width` where it has spaces."""
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        given = ""
        for word in _WORDS.findall(line):
            if given and columns(literal(given + word)) > width:
                found.append(literal(given))
                given = ""
            given += word
        found.append(literal(given))
    return tuple(found)


def _escaped(character: str, quote: str) -> str:
    if character == quote:
        return "\\" + character
    if character in _SIMPLE:
        return _SIMPLE[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
