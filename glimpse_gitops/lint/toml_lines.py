"""Where the keys of a TOML text stand: Python's reader says only what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.origin import Origin

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = re.compile(r"""\s*("[^"]*"|'[^']*'|[^.\s]+)\s*\.?""")


def place_of(text: str, keys: Sequence[str], path: str) -> Origin:
    """The line of the key with this path, or of the nearest thing around it; inexact where that is all there is."""
    wanted = tuple(keys)
    best: tuple[int, Origin] = (0, Origin(path, exact=False))
    for line, column, found in _keys(text):
        shared = len(found) if found == wanted[: len(found)] else 0
        if shared > best[0]:
            end = column + len(text.split("\n")[line - 1].strip().partition("=")[0].strip())
            best = (shared, Origin(path, line, column, line, end, exact=shared == len(wanted)))
    return best[1]


def _keys(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Line, column and path of every header and key that stands on a line of its own."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        column = len(line) - len(line.lstrip()) + 1
        if header := _HEADER.match(line):
            table = _parts(header[1])
            yield number, column, table
        elif key := _KEY.match(line):
            yield number, column, (*table, *_parts(key[1]))


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(written))
