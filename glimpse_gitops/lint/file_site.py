"""Sites in YAML and JSON files: pointers lead to the very characters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..model.document import Document
from ..model.origin import Origin
from ..model.text_literal import TextLiteral
from .passage import Parts, Passage, Place

Pointers = Callable[[str], str]
"""Pointer into the object → pointer into the document that holds it."""


class FilePlace:
    """A text in a file."""

    def __init__(self, document: Document, pointer: str, *, named: bool = True) -> None:
        self._document, self._pointer, self._named = document, pointer, named
        """`named` is False where the value has no place of its own and the key stands for it."""

    @property
    def origin(self) -> Origin:
        """The place of the value."""
        return self._document.origin(self._pointer) if self._named else self._document.key(self._pointer)

    def inside(self, text: str, span: tuple[int, int]) -> Origin:
        """The part, character by character; the whole text where it cannot be followed."""
        at = self.origin
        mark = self._document.mark(self._pointer)
        runs = () if mark is None else self._document.runs(mark, text)
        place = TextLiteral(text, at, runs).place_of(text, span) if runs else None
        if place is None:
            return replace(at, exact=False)
        return replace(at, line=place[0], column=place[1], end_line=place[2], end_column=place[3])


class FileParts:
    """The places inside of a part of a file."""

    def __init__(self, document: Document, pointers: Pointers, below: str) -> None:
        self._document, self._pointers, self._below = document, pointers, below

    def part(self, pointer: str, value: Any) -> Place | Origin:
        """The place of a value; the key of one that holds others, which may be long."""
        place = self._pointers(self._below + pointer)
        return FilePlace(self._document, place, named=not isinstance(value, dict | list))


class FileSite:
    """An object of a YAML or JSON file."""

    def __init__(self, document: Document, pointers: Pointers | str = "") -> None:
        """`pointers` are those of the document, or the pointer of the object in it."""
        self.document = document
        base = pointers
        self._pointers: Pointers = (lambda pointer: base + pointer) if isinstance(base, str) else base

    def renamed(self, name: str, known_as: str) -> FileSite:
        """The same object, in which what rules call `name` is `known_as` in the file."""

        def translated(pointer: str) -> str:
            return self._pointers(known_as + pointer[len(name) :] if pointer.startswith(name) else pointer)

        return FileSite(self.document, translated)

    @property
    def home(self) -> Origin:
        """The object from its first character to its last."""
        return self.document.origin(self._pointers(""))

    def text(self, pointer: str, text: str, beside: str = "") -> Passage:
        """The text at the pointer."""
        return Passage(text, FilePlace(self.document, self._pointers(pointer)))

    def nearest(self, pointer: str, text: str) -> Passage:
        """The start of the part, so that a long one is not marked as a whole."""
        return Passage("", _first_line(self.construct(pointer, Passage("", self.home))))

    def construct(self, pointer: str, named: Passage) -> Origin:
        """The part from its first character to its last."""
        return self.document.origin(self._pointers(pointer))

    def parts(self, pointer: str, home: Origin | Place, beside: str = "") -> Parts:
        """The places inside of the part."""
        return FileParts(self.document, self._pointers, pointer)


def _first_line(origin: Origin) -> Origin:
    if origin.end_line == origin.line:
        return origin
    return replace(origin, end_line=origin.line, end_column=origin.column + 1)
