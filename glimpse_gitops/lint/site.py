"""Sites: how the walks find the places of an object's parts, in a Python module or in a file that was read.

Pointers are JSON pointers into the object. A Python module has no pointers: there the texts themselves are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from ..model.origin import Origin
from ..model.source_index import SourceIndex
from .passage import Parts, Passage, Place, SourceParts, SourcePlace


class Site(Protocol):
    """Where one object is defined."""

    @property
    def home(self) -> Origin:
        """The place of the whole object."""

    def text(self, pointer: str, text: str, beside: str = "") -> Passage:
        """A text that the object holds at the pointer; `beside` stands near it where it stands several times."""

    def nearest(self, pointer: str, text: str) -> Passage:
        """In place of the name of a part that has none: the nearest place that is known, or that of a text in it."""

    def construct(self, pointer: str, named: Passage) -> Origin | Place:
        """The construct that defines the part at the pointer, whose name `named` is."""

    def parts(self, pointer: str, home: Origin | Place, beside: str = "") -> Parts:
        """The places inside of the part at the pointer."""


class SourceSite:
    """An object of a Python module."""

    def __init__(
        self, sources: SourceIndex, home: Origin, origins: Mapping[str, Origin] = MappingProxyType({}), under: str = ""
    ) -> None:
        """`origins` are the places that the compiler noted, `under` is what their pointers begin with."""
        self.sources, self.home = sources, home
        self._origins, self._under = origins, under

    def text(self, pointer: str, text: str, beside: str = "") -> Passage:
        """As the compiler noted it, else where the source index finds it."""
        return Passage(text, SourcePlace(self.sources, lambda: self._found(pointer, text, beside)))

    def nearest(self, pointer: str, text: str) -> Passage:
        """As the compiler noted it, else where the text stands."""
        return Passage("", SourcePlace(self.sources, lambda: self._nearest(pointer, text)))

    def construct(self, pointer: str, named: Passage) -> Origin | Place:
        """The smallest call around the name, else what the compiler noted."""
        return SourcePlace(self.sources, lambda: self._construct(pointer, named.origin))

    def parts(self, pointer: str, home: Origin | Place, beside: str = "") -> Parts:
        """Texts inside of the construct."""
        return SourceParts(self.sources, home, beside)

    def _noted(self, pointer: str) -> Origin | None:
        return self._origins.get(self._under + pointer)

    def _nearest(self, pointer: str, text: str) -> Origin:
        while pointer and self._noted(pointer) is None:
            pointer = pointer.rpartition("/")[0]
        noted = self._noted(pointer) or self.home
        return noted if noted != self.home or not text else self.sources.locate(text, home=self.home)

    def _construct(self, pointer: str, at: Origin) -> Origin:
        around = self.sources.construct_around(at) if at.exact else None
        if around is not None and around.callee != "=":
            return around.origin
        return self._noted(pointer) or at

    def _found(self, pointer: str, text: str, beside: str) -> Origin:
        noted = self._noted(pointer)
        if noted is not None and noted.exact and noted.column:
            return noted
        return self.sources.locate(text, home=self.home, beside=beside)


def text_of(value: Any) -> str:
    """A text, or the empty one in place of anything else."""
    return value if isinstance(value, str) else ""
