"""Sites: how the walks find the places of an object's parts, in a Python module or in a file that was read.

Pointers are JSON pointers into the object. A Python module has no pointers: there the texts themselves are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..model.origin import Origin
from ..model.source_index import SourceIndex
from .passage import Parts, Passage, SourceParts, SourcePlace


class Site(Protocol):
    """Where one object is defined."""

    @property
    def home(self) -> Origin:
        """The place of the whole object."""

    def text(self, pointer: str, text: str, beside: str = "") -> Passage:
        """A text that the object holds at the pointer; `beside` stands near it where it stands several times."""

    def nearest(self, pointer: str, text: str) -> Passage:
        """In place of the name of a part that has none: the nearest place that is known, or that of a text in it."""

    def construct(self, pointer: str, named: Passage) -> Origin:
        """The construct that defines the part at the pointer, whose name `named` is."""

    def parts(self, pointer: str, home: Origin, beside: str = "") -> Parts:
        """The places inside of the part at the pointer."""


class SourceSite:
    """An object of a Python module."""

    def __init__(self, sources: SourceIndex, home: Origin, origins: Mapping[str, Origin] | None = None) -> None:
        self.sources, self.home = sources, home
        self._origins: Mapping[str, Origin] = origins or {}
        """Pointer → the place that the compiler noted."""

    def text(self, pointer: str, text: str, beside: str = "") -> Passage:
        """As the compiler noted it, else where the source index finds it."""
        return Passage(text, SourcePlace(self.sources, lambda: self._found(pointer, text, beside)))

    def nearest(self, pointer: str, text: str) -> Passage:
        """As the compiler noted it, else where the text stands."""
        while pointer and pointer not in self._origins:
            pointer = pointer.rpartition("/")[0]
        noted = self._origins.get(pointer, self.home)
        if noted != self.home or not text:
            return Passage("", noted)
        return Passage("", self.sources.locate(text, home=self.home))

    def construct(self, pointer: str, named: Passage) -> Origin:
        """The smallest call around the name, else what the compiler noted."""
        at = named.origin
        around = self.sources.construct_around(at) if at.exact else None
        if around is not None and around.callee != "=":
            return around.origin
        return self._origins.get(pointer, at)

    def parts(self, pointer: str, home: Origin, beside: str = "") -> Parts:
        """Texts inside of the construct."""
        return SourceParts(self.sources, home, beside)

    def _found(self, pointer: str, text: str, beside: str) -> Origin:
        noted = self._origins.get(pointer)
        if noted is not None and noted.exact and noted.column:
            return noted
        return self.sources.locate(text, home=self.home, beside=beside)


def text_of(value: Any) -> str:
    """A text, or the empty one in place of anything else."""
    return value if isinstance(value, str) else ""
