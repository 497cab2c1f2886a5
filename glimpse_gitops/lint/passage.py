"""Passages: texts of the user's and where they stand. A place is looked up only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol

from ..model.origin import Origin
from ..model.source_index import SourceIndex


class Place(Protocol):
    """Where a text stands."""

    @property
    def origin(self) -> Origin:
        """The place of the whole text."""

    def inside(self, text: str, span: tuple[int, int]) -> Origin:
        """The place of a part of the text, as offsets; not exact where it cannot be followed."""


class Passage:
    """A text of the user's and where it stands."""

    def __init__(self, value: str, place: Origin | Place) -> None:
        self.value = value
        self._place = place

    def __repr__(self) -> str:
        return f"Passage({self.value!r}, {self.origin})"

    @cached_property
    def origin(self) -> Origin:
        """Its place."""
        return origin_of(self._place)

    def inside(self, span: tuple[int, int]) -> Origin:
        """The place of a part of it, given as offsets."""
        if isinstance(self._place, Origin):
            return replace(self._place, exact=False)
        return self._place.inside(self.value, span)


def origin_of(place: Origin | Place) -> Origin:
    """A place, looked up where it is not yet known."""
    return place if isinstance(place, Origin) else place.origin


class SourcePlace:
    """A text in a Python module, as the source index finds it."""

    def __init__(self, sources: SourceIndex, find: Callable[[], Origin]) -> None:
        self._sources, self._find = sources, find

    @cached_property
    def origin(self) -> Origin:
        """Where the index says that it stands."""
        return self._find()

    def inside(self, text: str, span: tuple[int, int]) -> Origin:
        """The part, followed through f-strings and constants."""
        return self._sources.locate_inside(text, span, at=self.origin)


class KnownPlace:
    """The place of a text where that is known exactly, else another place."""

    def __init__(self, text: Passage, otherwise: Origin | Place) -> None:
        self._text, self._otherwise = text, otherwise

    @property
    def origin(self) -> Origin:
        """Where the text stands, or the other place."""
        return self._text.origin if self._text.origin.exact else origin_of(self._otherwise)

    def inside(self, text: str, span: tuple[int, int]) -> Origin:
        """The part of the text; the whole other place, not exactly."""
        return self._text.inside(span) if self._text.origin.exact else replace(self.origin, exact=False)


class Parts(Protocol):
    """Where the parts of a subject's JSON stand."""

    def part(self, pointer: str, value: Any) -> Place | Origin:
        """The place of the value at a JSON pointer; of the nearest thing around it where it has none."""


class SourceParts:
    """The parts of what a Python module defines: texts are looked for beside a title, inside of the construct."""

    def __init__(self, sources: SourceIndex, home: Origin | Place, beside: str = "") -> None:
        self._sources, self._home, self._beside = sources, home, beside

    def part(self, pointer: str, value: Any) -> Place | Origin:
        """Where a text stands, as far as it stands in the construct itself; else the construct."""
        if not isinstance(value, str) or not value:
            return self._home
        return SourcePlace(self._sources, lambda: self._found(value))

    def _found(self, text: str) -> Origin:
        around = origin_of(self._home)
        at = self._sources.locate(text, home=around, beside=self._beside)
        inside = at.path == around.path and (around.end_line == 0 or around.line <= at.line <= around.end_line)
        return at if at.exact and inside else around


def value_at(json: Any, pointer: str) -> Any:
    """What stands at a JSON pointer; None where nothing does."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~") if "~" in step else step
        if isinstance(json, Mapping):
            json = json.get(key)
        elif isinstance(json, list | tuple) and key.isdigit() and int(key) < len(json):
            json = json[int(key)]
        else:
            return None
    return json
