"""What one call of `lint` asks for, beside what the settings say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LintChoices:
    """The options of one call. What is given here wins over the settings."""

    profile: str = ""
    """Empty: what the settings say."""
    select: tuple[str, ...] = ()
    """Only these rules run: ids, names, families (`PQ`) or `ALL`. Empty: those of the profile."""
    ignore: tuple[str, ...] = ()
    """Rules that do not run."""
    locked: tuple[str, ...] = ()
    """Rules that no comment and no baseline silences, beside those that the settings name."""
    online: bool = False
    """Whether a server was asked: the rules that go by its answers run."""
    removed: tuple[str, ...] = ()
    """Series that the change no longer records: what still reads them is a finding (XF609)."""
    today: date | None = None
    """From when on a suppression has expired; None: none has."""


NO_CHOICES = LintChoices()
