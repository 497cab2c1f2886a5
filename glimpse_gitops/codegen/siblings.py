"""Parts side by side, in a list or between the parentheses of a call: which go, and where a new one comes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Sequence

from .source_edit import Edit, ModuleSource

Node = ast.expr | ast.keyword
Write = Callable[[int, int], str]
"""The source of a part that begins at a column, on a line with an indent."""

_COMMA = re.compile(r"\s*,")


def removals(source: ModuleSource, siblings: Sequence[Node], gone: Collection[int]) -> Iterator[Edit]:
    """Without the parts at these places, each with its comma, and its lines where it has them for itself."""
    for first, last in _runs(gone):
        start, end = source.start(siblings[first]), source.end(siblings[last])
        comma = _COMMA.match(source.text, end)
        behind = comma.end() if comma else end
        line_end = source.text.find("\n", behind)
        if source.leads(start) and line_end >= 0 and _is_blank(source.text[behind:line_end]):
            yield Edit(start - source.column(start), line_end + 1, "")
        elif last + 1 < len(siblings):
            following = source.start(siblings[last + 1])
            yield Edit(start, behind if "\n" in source.text[behind:following] else following, "")
        elif first > 0:
            yield Edit(source.end(siblings[first - 1]), end, "")
        else:
            yield Edit(start, behind, "")


def insertion(source: ModuleSource, siblings: Sequence[Node], place: int, write: Write, prefix: str = "") -> Edit:
    """One more part, at `place` among these: on a line of its own where its neighbour has one."""
    if place == 0:
        return _in_front(source, siblings[0], write, prefix)
    return behind(source, source.start(siblings[place - 1]), source.end(siblings[place - 1]), write, prefix)


def behind(source: ModuleSource, start: int, end: int, write: Write, prefix: str = "") -> Edit:
    """One more part behind the one that stands from `start` to `end`."""
    if source.leads(start) and source.text[end : end + 1] == ",":
        indent = source.column(start)
        return Edit(end + 1, end + 1, f"\n{' ' * indent}{prefix}{write(indent + len(prefix), indent)},")
    column = source.column(end) + len(f", {prefix}")
    return Edit(end, end, f", {prefix}{write(column, source.indent(end))}")


def _in_front(source: ModuleSource, first: Node, write: Write, prefix: str) -> Edit:
    start = source.start(first)
    indent = source.column(start)
    if not source.leads(start):
        return Edit(start, start, f"{prefix}{write(indent + len(prefix), source.indent(start))}, ")
    line = start - indent
    while (above := source.text.rfind("\n", 0, line - 1) + 1) < line and _is_comment(source.text[above:line]):
        line = above
    return Edit(line, line, f"{' ' * indent}{prefix}{write(indent + len(prefix), indent)},\n")


def _runs(places: Collection[int]) -> Iterator[tuple[int, int]]:
    """Neighbours together: 1, 2, 5 → (1, 2), (5, 5)."""
    run: list[int] = []
    for place in sorted(places):
        if run and place != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(place)
    if run:
        yield run[0], run[-1]


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_blank(text: str) -> bool:
    return not text.strip() or _is_comment(text)
