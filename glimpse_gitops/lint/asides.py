"""What files say to the linter beside what they define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.ignored import IgnoredFiles, IgnoreFault

Needed = tuple[str, int, str]
"""An entry of a `.glimpse.toml` by path and line, and a rule that it silenced."""


@dataclass(frozen=True)
class Asides:
    """What the files say to the linter: comments, and files of its own."""

    comments: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Path → line → the comment on it."""
    ignored: tuple[IgnoredFiles, ...] = ()
    ignore_faults: tuple[IgnoreFault, ...] = ()
    settings_text: str = ""
    """The text of pyproject.toml, to tell the line of a fault in it."""
    needed: tuple[Needed, ...] = ()
    """What another run of the same call needed of `ignored`: it is not unused."""
