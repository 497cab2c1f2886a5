"""The known name that a misspelt one probably means."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The known name most like `name`; empty where none is at least that near (1 is the same)."""
    found = get_close_matches(name, sorted(known), n=1, cutoff=cutoff)
    return found[0] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest name; empty where there is none."""
    near = nearest(name, known)
    return f'did you mean "{near}"?' if near else ""
