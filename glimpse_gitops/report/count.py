"""Numbers of things in words: `1 object`, `2 objects`."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun; `plural` where that is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def all_of(number: int, noun: str) -> str:
    """The subject of a sentence with its verb: `the one object is`, `all 3 objects are`."""
    return f"the one {noun} is" if number == 1 else f"all {counted(number, noun)} are"
