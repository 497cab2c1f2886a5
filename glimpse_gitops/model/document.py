"""Documents: YAML and JSON that was read, with the place of every key and value in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from .origin import Origin
from .text_literal import Run


class Mark(NamedTuple):
    """Where a value stands, and its key, as offsets into the text of its file."""

    start: int
    end: int
    style: str = ""
    """Of a text: `'`, `"`, `|` or `>`, empty where it is plain; `{` or `[` of what holds others."""
    key_start: int = -1
    """-1 for what has no key: the document itself, and items of lists."""
    key_end: int = -1


@dataclass(frozen=True, eq=False)
class FileText:
    """The text of a file with its lines. Line breaks are `\\n`, and a byte order mark is gone."""

    path: str
    """Relative to the project, with `/`."""
    text: str
    provided: bool = False
    """Whether Grafana is told to load it whatever its path is: a text of a ConfigMap for the sidecar."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column."""
        return self._starts[line - 1] + column - 1

    def origin(self, start: int, end: int) -> Origin:
        """The place between two offsets."""
        return Origin(self.path, *self.place(start), *self.place(end))

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [0], self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts


@dataclass(frozen=True, eq=False)
class Document:
    """One document of a file: its value as plain JSON, and where everything in it stands."""

    file: FileText
    value: Any
    mark: Callable[[str], Mark | None] = field(repr=False)
    """JSON pointer → place; None where nothing stands."""
    runs: Callable[[Mark, str], Sequence[Run]] = field(repr=False)
    """The characters of a text that stands there; none where they cannot be followed."""

    def origin(self, pointer: str) -> Origin:
        """The place of the value at the pointer; of the nearest thing around it where there is none."""
        mark = self.mark(pointer)
        while mark is None and pointer:
            pointer = pointer.rpartition("/")[0]
            mark = self.mark(pointer)
        return Origin(self.file.path, 1) if mark is None else self.file.origin(mark.start, mark.end)

    def key(self, pointer: str) -> Origin:
        """The place of the key of the value at the pointer; of the value where it has none."""
        mark = self.mark(pointer)
        if mark is None or mark.key_start < 0:
            return self.origin(pointer)
        return self.file.origin(mark.key_start, mark.key_end)

    def spelling(self, pointer: str) -> str:
        """What stands there in the file, where it is a plain scalar or JSON; empty where nothing does."""
        mark = self.mark(pointer)
        return "" if mark is None else self.file.text[mark.start : mark.end]


def step(key: str) -> str:
    """A key as a step of a JSON pointer."""
    return "/" + (key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key)


def steps(pointer: str) -> list[str]:
    """The keys of a JSON pointer."""
    keys = pointer.split("/")[1:]
    return [key.replace("~1", "/").replace("~0", "~") for key in keys] if "~" in pointer else keys
