"""The text of a file as it is on disk, with its own line breaks, by lines and columns as `Origin` counts them."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model.origin import Origin

_BREAK = re.compile(r"\r\n|\r|\n")


class RawText:
    """A text; a byte order mark at its start counts as no column."""

    def __init__(self, text: str) -> None:
        self.text = text
        first = 1 if text.startswith("\ufeff") else 0
        self._starts = [first, *(match.end() for match in _BREAK.finditer(text))]
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def span(self, origin: Origin) -> tuple[int, int] | None:
        """The offsets of a place; None for one that does not lie in the text."""
        start, end = self.offset(origin.line, origin.column), self.offset(origin.end_line, origin.end_column)
        return (start, end) if start is not None and end is not None and start <= end else None

    def offset(self, line: int, column: int) -> int | None:
        """The offset of a line and a column, both from 1."""
        if not 1 <= line <= len(self._starts) or column < 1:
            return None
        offset = self._starts[line - 1] + column - 1
        return offset if offset <= len(self.text) else None

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def replaced(self, start: int, end: int, new: str) -> RawText:
        """The text with another one between two offsets."""
        return RawText(self.text[:start] + new + self.text[end:])
