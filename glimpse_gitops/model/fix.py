"""Fixes: what `lint --fix` may change in a file so that a finding goes away, as data.

A fix names texts and values as the linter read them. How they are spelt in the file (quotes, escapes, block scalars) is
known only where the file is read, in `files/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .origin import Origin


@dataclass(frozen=True)
class TextEdit:
    """A part of a text of the user's (an expression, a title) and what takes its place."""

    origin: Origin
    """Where the part stands; not exact where it cannot be followed to its source."""
    value: str
    """The whole text as it is now."""
    span: tuple[int, int]
    """The part, as offsets in `value`; never empty, for a place between two characters is in neither."""
    text: str

    @property
    def before(self) -> str:
        """The part as it is now."""
        return self.value[self.span[0] : self.span[1]]


@dataclass(frozen=True)
class ValueEdit:
    """A value in a JSON or YAML file and what takes its place, or a key that an object there gets."""

    origin: Origin
    """Where the value stands; of a new key, the object that gets it."""
    before: Any
    """What must stand there now; None for a new key."""
    after: Any
    key: str = ""
    """The new key; empty where a value is replaced."""


Edit = TextEdit | ValueEdit


@dataclass(frozen=True)
class Spelling:
    """An edit as it is spelt in the file: what stands at the place goes, the text comes."""

    origin: Origin
    text: str


@dataclass(frozen=True)
class Fix:
    """All edits that together make one finding go away."""

    says: str
    """What it does, in the imperative: `compare with =~`."""
    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether nothing but the fault changes, so that `--fix` may make it without being asked for `--unsafe`."""
    spellings: tuple[Spelling, ...] = ()
    """The edits as the files spell them; empty until they are looked up, and for a fix that cannot be made."""


def edited(value: str, edits: Iterable[TextEdit]) -> str:
    """A text with edits of it made; they must not overlap."""
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        value = value[: edit.span[0]] + edit.text + value[edit.span[1] :]
    return value
