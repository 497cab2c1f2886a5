"""A line of source with carets under a part of it, as wide as a terminal shows it."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_WIDEST = 140
"""Columns of a source line that are shown at most."""


def marked_line(
    line: str, start: int, end: int, *, number: str = "", code: str = "31", color: bool = False
) -> list[str]:
    """The line and one with carets from `start` to `end`; a long one is cut around them. `code` is the color's."""
    line = line.rstrip()
    end = min(max(end, start + 1), max(len(line), start + 1))
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else len(line) - len(line.lstrip())
    cut = min(cut, start)
    part = shown(line[cut : cut + _WIDEST])
    carets = "^" * max(1, columns(line[start : min(end, cut + _WIDEST)]))
    margin = f"  {number} | " if number else "  | "
    blank = " " * (len(margin) - 2) + "| "
    return [margin + part, blank + " " * columns(line[cut:start]) + painted(carets, code, color)]


def shown(text: str) -> str:
    """The text as one line, as a terminal may show it: what would move its cursor or change its colors is taken out."""
    return _CONTROL.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def marked_text(text: str, start: int, end: int, *, code: str = "31", color: bool = False) -> list[str]:
    """The line of a longer text in which `start` lies, marked as by `marked_line`."""
    first = text.rfind("\n", 0, start) + 1
    line = text[first:].partition("\n")[0]
    return marked_line(line, start - first, end - first, code=code, color=color)


def columns(text: str) -> int:
    """Columns that a terminal needs for the text: two for a wide character, such as a Korean one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def painted(text: str, code: str, color: bool) -> str:
    """The text in the color with this code of the terminal's, where colors are wanted."""
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text
