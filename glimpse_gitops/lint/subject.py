"""What every part of a project has that rules look at: a name, a place, a text and its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..model.origin import Origin
from .passage import Parts, Passage, Place, origin_of, value_at


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """Anything that a rule can look at."""

    object: str
    """Its name in the words of the user: `dashboard Glimpse Overview, panel Request rate`."""
    place: Origin | Place = field(repr=False)
    """Where the construct that defines it stands, or what finds that out."""
    passage: Passage
    """Its own text: an expression, a name, a title."""
    json: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """It as it stands in the file, or as it goes to Grafana or Prometheus."""
    parts: Parts | None = field(default=None, repr=False)
    """Where the parts of `json` stand."""

    @cached_property
    def home(self) -> Origin:
        """The construct that defines it."""
        return origin_of(self.place)

    def part(self, pointer: str) -> Passage:
        """A part of `json` by its JSON pointer, with its place; its value is empty where it is no text."""
        value = value_at(self.json, pointer)
        place = self.place if self.parts is None else self.parts.part(pointer, value)
        return Passage(value if isinstance(value, str) else "", place)
