"""Where each character of a YAML scalar stands: quotes, escapes, block and folded scalars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.document import FileText, Mark
from ..model.text_literal import Run
from .python_strings import Character, SourceText, runs_of

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_ESCAPING = {'"': "\\", "'": "'"}
"""The character that begins an escape, by the quote."""
_HEADER = re.compile(r"[|>][^\n]*\n")


def runs_of_scalar(file: FileText, mark: Mark, value: str) -> Sequence[Run]:
    """The characters of a scalar with its value; none where they cannot be followed."""
    if stands_as_it_is(file.text, mark.start, mark.style, value) and "\n" not in value:
        line, column = file.place(mark.start)
        return (Run(0, line, column + (1 if mark.style else 0)),)
    found = scalar_characters(file, mark.start, mark.end, mark.style, value)
    return runs_of(found) if len(found) == len(value) else ()


def stands_as_it_is(text: str, start: int, style: str, value: str) -> bool:
    """Whether the characters of a scalar that starts at an offset are those of its value."""
    # A value of backslashes begins as its escapes do, so that a comparison alone would not tell.
    if style in ("|", ">") or (style and _ESCAPING[style] in value):
        return False
    return text.startswith(value, start + (1 if style else 0))


def scalar_characters(file: FileText | SourceText, start: int, end: int, style: str, value: str) -> list[Character]:
    """The characters of a scalar that stands between two offsets; as many as could be followed."""
    text = file.text
    position = start + (1 if style in ("'", '"') else 0)
    if style in ("|", ">") and (header := _HEADER.match(text, start)):
        position = header.end()
    found: list[Character] = []
    for wanted in value:
        if wanted.isspace() and not (style == '"' and text[position : position + 1] == "\\"):
            found.append(Character(wanted, *file.place(min(position, end - 1))))
            position += 1 if text[position : position + 1] == wanted else 0
            continue
        while position < end and text[position].isspace():
            position += 1
        while style == '"' and text.startswith("\\\n", position):
            position += 2
            while position < end and text[position] in " \t":
                position += 1
        if position >= end:
            return found
        width = 1
        if style == '"' and text[position] == "\\":
            width = _ESCAPE_LENGTHS.get(text[position + 1], 2)
        elif style == "'" and text.startswith("''", position):
            width = 2
        elif text[position] != wanted:
            return found
        found.append(Character(wanted, *file.place(position), width))
        position += width
    return found
