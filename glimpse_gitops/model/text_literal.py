"""Text literals: one string of a source file, and where each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .origin import Origin

HOLE = "\0"
"""Stands in a pattern where an f-string puts a value."""

_FEWEST = 2
"""Fixed characters that a pattern needs before it can be recognised."""


@dataclass(frozen=True)
class Run:
    """Characters of a literal that follow each other on one line of the source."""

    start: int
    """Offset of the first one in the literal's text."""
    line: int
    column: int
    width: int = 1
    """Source characters of each one: more than 1 for an escape sequence, which is a run of its own."""


@dataclass(frozen=True)
class TextLiteral:
    """One string in the source: a constant (implicit concatenation is one), or an f-string as a pattern."""

    text: str
    """The constant's value; for an f-string its fixed parts joined by a NUL where a value goes."""
    origin: Origin
    runs: Sequence[Run] = ()
    """Where its characters stand, in their order; empty where that cannot be said."""
    holes: Sequence[str] = ()
    """For each HOLE the name that its value comes from, as far as there is one: of a variable, or of an attribute."""

    @property
    def place(self) -> tuple[str, int, int]:
        """Path, line and column of its start."""
        return (self.origin.path, self.origin.line, self.origin.column)

    @cached_property
    def is_pattern(self) -> bool:
        """Whether parts of it are only known when the module runs."""
        return HOLE in self.text

    @cached_property
    def fixed_length(self) -> int:
        """Characters that are known, white space aside."""
        return len("".join(self.text.replace(HOLE, "").split()))

    @cached_property
    def _longest(self) -> str:
        """The longest part that is known: a text without it cannot come from here."""
        return max(self.text.split(HOLE), key=len)

    @cached_property
    def _own_squeezed(self) -> tuple[str, list[int]]:
        return _squeezed(self.text)

    @cached_property
    def _forms(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What a text from here looks like: as it is, and without white space."""
        texts = (self.text, self._own_squeezed[0])
        forms = ("(.*?)".join(f"({re.escape(part)})" for part in text.split(HOLE)) for text in texts)
        exact, loose = (re.compile(form, re.DOTALL) for form in forms)
        return exact, loose

    def gives(self, text: str, *, loosely: bool = False) -> bool:
        """Whether evaluating the literal can have given `text`; `loosely` lets white space differ (`dedent`)."""
        if not self.is_pattern:
            return _squeezed(self.text)[0] == _squeezed(text)[0] if loosely else self.text == text
        if self.fixed_length < _FEWEST or (not loosely and self._longest not in text):
            return False
        return self._match(text, loosely) is not None

    def place_of(self, text: str, span: tuple[int, int]) -> tuple[int, int, int, int] | None:
        """Line and column of the start and the end of a part of `text`; None where it lies in a hole."""
        if self.text == text:
            return self._own_place(span)
        pairs = self._pairs(text)
        if not self.runs or not pairs:
            return None
        start, end = span
        if end <= start:
            last = self._character(pairs.get(min(start, len(text)) - 1))
            return (last[0], last[1] + last[2], last[0], last[1] + last[2] + 1) if last else None
        first = self._character(pairs.get(start))
        inside = [index for index in range(start, min(end, len(text))) if index in pairs]
        if first is None or not inside:
            return None
        last = self._character(pairs[inside[-1]])
        return (first[0], first[1], last[0], last[1] + last[2]) if last else None

    def _own_place(self, span: tuple[int, int]) -> tuple[int, int, int, int] | None:
        """The place of a part of the literal's own text."""
        start, end = span[0], min(span[1], len(self.text))
        if end <= start:
            last = self._character(min(start, len(self.text)) - 1)
            return (last[0], last[1] + last[2], last[0], last[1] + last[2] + 1) if last else None
        first, last = self._character(start), self._character(end - 1)
        return (first[0], first[1], last[0], last[1] + last[2]) if first and last else None

    def hole_around(self, text: str, position: int) -> tuple[int, int] | None:
        """Start and end of the part of `text` around `position` that a value gave."""
        pairs = self._pairs(text)
        if not pairs or position in pairs or not 0 <= position < len(text):
            return None
        start = end = position
        while start > 0 and start - 1 not in pairs:
            start -= 1
        while end < len(text) and end not in pairs:
            end += 1
        return (start, end)

    def place_of_hole(self, text: str, position: int) -> tuple[int, int] | None:
        """Line and column of the placeholder that gave the character at `position`."""
        place = self._character(self._hole(text, position))
        return place[:2] if place else None

    def name_in_hole(self, text: str, position: int) -> str:
        """The name that the character at `position` comes from; empty where there is none."""
        number = self.text.count(HOLE, 0, self._hole(text, position))
        return self.holes[number] if number < len(self.holes) else ""

    def _hole(self, text: str, position: int) -> int:
        """The offset of the HOLE that gave the character at `position`."""
        before = max((own for index, own in (self._pairs(text) or {}).items() if index < position), default=-1)
        return self.text.find(HOLE, before + 1)

    def _character(self, offset: int | None) -> tuple[int, int, int] | None:
        """Line, column and width of the character at `offset` of the literal's text."""
        index = -1 if offset is None else bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if offset is None or offset < 0 or index < 0:
            return None
        run = self.runs[index]
        return (run.line, run.column + (offset - run.start) * run.width, run.width)

    def _pairs(self, text: str) -> dict[int, int] | None:
        """Offset in `text` → offset in the literal's text, for all characters that the literal itself gives."""
        if self.text == text:
            return {index: index for index in range(len(text))}
        return self._match(text, loosely=False) or self._match(text, loosely=True)

    def _match(self, text: str, loosely: bool) -> dict[int, int] | None:
        target, target_at = _squeezed(text) if loosely else (text, range(len(text)))
        source, source_at = self._own_squeezed if loosely else (self.text, range(len(self.text)))
        parts = source.split(HOLE)
        found = self._forms[loosely].fullmatch(target)
        if found is None:
            return None
        pairs: dict[int, int] = {}
        offset = 0
        for number, part in enumerate(parts):
            start = found.start(2 * number + 1)
            pairs.update((target_at[start + index], source_at[offset + index]) for index in range(len(part)))
            offset += len(part) + 1
        return pairs


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space, and the offset of each character that is left."""
    kept = [index for index, character in enumerate(text) if not character.isspace()]
    return "".join(text[index] for index in kept), kept
