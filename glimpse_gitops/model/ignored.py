"""Entries of a `.glimpse.toml`: what the linter is to leave alone in files that have no comments, such as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from .origin import Origin


@dataclass(frozen=True)
class IgnoredFiles:
    """One `[[ignore]]` table."""

    rules: tuple[str, ...]
    """Ids or names."""
    files: tuple[str, ...]
    """Globs of paths as findings name them."""
    origin: Origin
    objects: tuple[str, ...] = ()
    """Parts of the names of objects, such as a panel's title; empty for all that is in the files."""
    reason: str = ""
    until: str = ""
    """The last day on which it counts, `2027-01-31`; empty for ever."""


@dataclass(frozen=True)
class IgnoreFault:
    """Something in a `.glimpse.toml` that cannot be."""

    message: str
    origin: Origin
    hint: str = ""
