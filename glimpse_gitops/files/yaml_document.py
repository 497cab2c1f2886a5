"""YAML read into documents: plain values beside the places of everything, from libyaml's events.

What PyYAML's own composer does is not needed: no tags, no resolver classes, no recursion. A document that nests too
deeply, or whose aliases stand for far more than is written, is refused: Prometheus and Grafana refuse it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from ..model.document import Document, FileText, Mark, steps
from .yaml_scalars import runs_of_scalar

_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: the places are the same, in a twelfth of the time."""

MAX_DEPTH = 100
MAX_EXPANDED = 200_000
"""Values that a document may stand for beyond ten times what is written in it."""

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_PLAIN_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*|[0-9]*\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST = frozenset("~nNtTfF-+.0123456789")
"""What the plain scalars that are no texts begin with."""
_LONGEST_NUMBER = 40


class YamlError(Exception):
    """Why a file is no YAML that can be read; `offset` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


@dataclass(eq=False)
class _Open:
    """A mapping or a list whose end has not come yet."""

    value: Any
    marks: dict[Any, Mark]
    start: int
    anchor: str | None
    key: Any = None
    key_mark: tuple[int, int] = (-1, -1)
    waits_for_key: bool = False
    merged: list[tuple[Any, dict[Any, Mark]]] = field(default_factory=list)
    size: int = 1
    end: int = 0


class YamlDocuments:
    """Reads the documents of one file. `duplicates` are the places of keys that a mapping has twice."""

    def __init__(self, file: FileText) -> None:
        self.file = file
        self.duplicates: list[tuple[str, Mark]] = []
        self._marks: dict[int, dict[Any, Mark]] = {}
        """Identity of a mapping or a list → key or index → place. The documents keep them alive."""
        self._alive: list[Any] = []
        self._anchors: dict[str, tuple[Any, Mark, int]] = {}
        self._written = 0
        # Where there is one finding in a scalar, there are often more: the last ones that were asked for are kept.
        self._runs = lru_cache(maxsize=2)(lambda mark, text: runs_of_scalar(file, mark, text))

    def read(self) -> Iterator[Document]:
        """The documents in their order; raises YamlError where the file is no YAML, after those before that place."""
        loader = _LOADER(self.file.text)
        try:
            while True:
                event = loader.get_event()
                if isinstance(event, yaml.StreamEndEvent):
                    return
                if isinstance(event, yaml.DocumentStartEvent):
                    value, mark = self._document(loader)
                    yield Document(self.file, value, _Marks(value, mark, self._marks), self._runs)
        except yaml.YAMLError as error:
            raise YamlError(*_told(error, self.file.text)) from None
        finally:
            loader.dispose()

    def _document(self, loader: Any) -> tuple[Any, Mark]:
        self._anchors = {}
        top = _Open([], {}, 0, None)
        stack = [top]
        get = loader.get_event
        while True:
            event = get()
            kind = type(event)
            self._written += 1
            if kind is yaml.ScalarEvent:
                value, mark = self._scalar(event)
                if event.anchor:
                    self._anchors[event.anchor] = (value, mark, 1)
                self._put(stack[-1], value, mark, 1)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if len(stack) > MAX_DEPTH:
                    raise YamlError(f"it nests more than {MAX_DEPTH} levels deep", event.start_mark.index)
                stack.append(self._opened(event))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(stack, event.end_mark.index)
            elif kind is yaml.AliasEvent:
                self._alias(stack[-1], event)
            elif kind is yaml.DocumentEndEvent:
                value = top.value[0] if top.value else None
                return value, top.marks.get(0, Mark(0, 0))

    def _opened(self, event: Any) -> _Open:
        start = event.start_mark.index
        if event.anchor or event.tag:
            start = self._behind_properties(start)
        if type(event) is yaml.MappingStartEvent:
            return _Open({}, {}, start, event.anchor, waits_for_key=True)
        return _Open([], {}, start, event.anchor)

    def _close(self, stack: list[_Open], index: int) -> None:
        done = stack.pop()
        for value, marks in reversed(done.merged):
            for key, one in value.items():
                if key not in done.value:
                    done.value[key], done.marks[key] = one, marks[key]
        text = self.file.text
        flow = text[done.start : done.start + 1] in ("{", "[") and index <= len(text) and text[index - 1] in "}]"
        end = index if flow else max(done.end, done.start)
        self._marks[id(done.value)] = done.marks
        self._alive.append(done.value)
        mark = Mark(done.start, end, "{" if isinstance(done.value, dict) else "[")
        if done.anchor:
            self._anchors[done.anchor] = (done.value, mark, done.size)
        self._put(stack[-1], done.value, mark, done.size)
        self._check_size(stack[-1], done.start)

    def _alias(self, parent: _Open, event: Any) -> None:
        offset = event.start_mark.index
        if event.anchor not in self._anchors:
            raise YamlError(f'the alias "{event.anchor}" stands for nothing that is complete here', offset)
        value, mark, size = self._anchors[event.anchor]
        self._put(parent, value, mark, size)
        parent.end = max(parent.end, event.end_mark.index)
        self._check_size(parent, offset)

    def _check_size(self, parent: _Open, offset: int) -> None:
        if parent.size > MAX_EXPANDED + 10 * self._written:
            raise YamlError(f"its aliases stand for more than {MAX_EXPANDED:,} values", offset)

    def _put(self, parent: _Open, value: Any, mark: Mark, size: int) -> None:
        parent.size += size
        if not parent.waits_for_key and parent.key is None:
            parent.marks[len(parent.value)] = mark
            parent.value.append(value)
        elif parent.waits_for_key:
            # Keys of the files that we know are texts; any other is kept by how it reads.
            text = value if isinstance(value, str) else self.file.text[mark.start : mark.end]
            parent.key, parent.key_mark, parent.waits_for_key = text, (mark.start, mark.end), False
        else:
            key, parent.key, parent.waits_for_key = parent.key, None, True
            placed = Mark(mark.start, mark.end, mark.style, *parent.key_mark)
            if key == "<<":
                self._merge(parent, value)
            elif key in parent.value:
                self.duplicates.append((key, placed))
            else:
                parent.value[key], parent.marks[key] = value, placed
        parent.end = max(parent.end, mark.end)

    def _merge(self, parent: _Open, value: Any) -> None:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                parent.merged.append((one, self._marks[id(one)]))

    def _scalar(self, event: Any) -> tuple[Any, Mark]:
        value, start, end, style = event.value, event.start_mark.index, event.end_mark.index, event.style
        if event.anchor or event.tag:
            start = min(self._behind_properties(start), end)
        if event.tag in _TYPED:
            value = _resolved(value)
            return value, Mark(start, end, "" if style is None else style)
        if not style:
            if not value or value[0] in _FIRST:
                return (value if event.tag else _resolved(value)), Mark(start, end)
            return value, Mark(start, end)
        if style in ("|", ">"):
            end = start + len(self.file.text[start:end].rstrip())
        return value, Mark(start, end, style)

    def _behind_properties(self, start: int) -> int:
        match = _PROPERTIES.match(self.file.text, start)
        return match.end() if match else start


class _Marks:
    """Places by JSON pointer in one document."""

    def __init__(self, value: Any, mark: Mark, marks: dict[int, dict[Any, Mark]]) -> None:
        self._value, self._mark, self._marks = value, mark, marks

    def __call__(self, pointer: str) -> Mark | None:
        """The place of the value at the pointer."""
        value, mark = self._value, self._mark
        for key in steps(pointer):
            marks = self._marks.get(id(value))
            place: Any = int(key) if isinstance(value, list) and key.isdecimal() else key
            if marks is None or place not in marks:
                return None
            value, mark = value[place], marks[place]
        return mark


_TYPED = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null"))
"""Tags that make a number, a truth value or nothing of a scalar, quoted or not."""


def _resolved(text: str) -> Any:
    """A plain scalar as null, a truth value, a number or a text, as YAML 1.2 has it."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER or not _PLAIN_NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("+-").isdecimal() else float(text)


def _told(error: yaml.YAMLError, text: str) -> tuple[str, int]:
    """What the parser says, and the offset at which it stopped."""
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).partition("\n")[0]
    position = mark.index if mark is not None else getattr(error, "position", 0)
    return str(said), min(int(position or 0), len(text))
