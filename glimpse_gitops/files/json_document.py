"""JSON read into a document. Values come from the standard library; places are worked out when somebody asks.

To find one, only the objects on the way to it are gone through; what lies beside is skipped by the library's scanner.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from ..model.document import Document, FileText, Mark, steps
from ..model.text_literal import Run
from .python_strings import Character, runs_of

_SPACE = re.compile(r"[ \t\n\r]*")
_SCAN: Callable[[str, int], tuple[Any, int]] = json.scanner.make_scanner(json.JSONDecoder())  # type: ignore[attr-defined]
_ESCAPE_WIDTH = {"u": 6}
_SURROGATES = range(0xD800, 0xDC00)


MAX_DEPTH = 100


class TooDeepError(Exception):
    """The document nests too deeply to be walked through."""

    def __init__(self) -> None:
        super().__init__(f"it nests more than {MAX_DEPTH} levels deep")


def json_document(file: FileText) -> Document:
    """The document of a file; raises ValueError for what is no JSON, and TooDeepError."""
    try:
        value = json.loads(file.text)
    except RecursionError:
        raise TooDeepError from None
    _check_depth(value)
    # Where there is one finding in a text, there are often more: the last texts that were asked for are kept.
    runs = lru_cache(maxsize=2)(lambda mark, text: _runs(file, mark, text))
    return Document(file, value, _Marks(file.text, value), runs)


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise TooDeepError


class _Marks:
    """Places by JSON pointer; what has been gone through once is kept."""

    def __init__(self, text: str, value: Any) -> None:
        self._text, self._value = text, value
        self._inside: dict[int, dict[Any, Mark]] = {}
        """Offset of an object or a list → key or index → place."""

    def __call__(self, pointer: str) -> Mark | None:
        """The place of the value at the pointer."""
        mark = self._whole
        for key in steps(pointer):
            if self._text[mark.start] not in "{[":
                return None
            if mark.start not in self._inside:
                self._inside[mark.start] = dict(self._children(mark.start))
            place: Any = int(key) if self._text[mark.start] == "[" and key.isdecimal() else key
            found = self._inside[mark.start].get(place)
            if found is None:
                return None
            mark = found
        return mark

    @cached_property
    def _whole(self) -> Mark:
        start = self._skip(0)
        return Mark(start, _SCAN(self._text, start)[1], self._style(start))

    def _children(self, start: int) -> list[tuple[Any, Mark]]:
        text, position = self._text, self._skip(start + 1)
        is_list = text[start] == "["
        found: list[tuple[Any, Mark]] = []
        while text[position] not in "}]":
            key: Any = len(found)
            key_mark = (-1, -1)
            if not is_list:
                key, end = _SCAN(text, position)
                key_mark = (position, end)
                position = self._skip(self._skip(end) + 1)
            _, end = _SCAN(text, position)
            found.append((key, Mark(position, end, self._style(position), *key_mark)))
            position = self._skip(end)
            if text[position] == ",":
                position = self._skip(position + 1)
        return found

    def _skip(self, position: int) -> int:
        match = _SPACE.match(self._text, position)
        return match.end() if match else position

    def _style(self, position: int) -> str:
        first = self._text[position]
        return first if first in '{["' else ""


def _runs(file: FileText, mark: Mark, value: str) -> Sequence[Run]:
    """The characters of a JSON string; none where the value is not what stands there."""
    if mark.style != '"':
        return ()
    line, column = file.place(mark.start)
    if "\\" not in file.text[mark.start : mark.end]:
        return (Run(0, line, column + 1),)
    found, position = [], mark.start + 1
    for character in value:
        width = 1
        if file.text[position] == "\\":
            width = _ESCAPE_WIDTH.get(file.text[position + 1], 2)
            is_pair = width > 2 and int(file.text[position + 2 : position + 6], 16) in _SURROGATES
            width = 12 if is_pair and ord(character) > 0xFFFF else width
        found.append(Character(character, line, column + position - mark.start, width))
        position += width
    return runs_of(found) if position == mark.end - 1 else ()
