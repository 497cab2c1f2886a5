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
    """Where the whole text stands."""
    value: str
    """The whole text as it is now."""
    span: tuple[int, int]
    """The part, as offsets in `value`; an empty one inserts."""
    text: str


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
class Fix:
    """All edits that together make one finding go away."""

    says: str
    """What it does, in the imperative: `compare with =~`."""
    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether nothing but the fault changes, so that `--fix` may make it without being asked for `--unsafe`."""


def edited(value: str, edits: Iterable[TextEdit]) -> str:
    """A text with edits of it made; they must not overlap."""
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        value = value[: edit.span[0]] + edit.text + value[edit.span[1] :]
    return value
