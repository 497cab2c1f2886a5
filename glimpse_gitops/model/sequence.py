"""Lists as authors write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")


def as_tuple(given: Iterable[Item], what: str) -> tuple[Item, ...]:
    """The items of a list. A text in its place is a ValueError: Python would take it apart letter by letter."""
    if isinstance(given, str):
        raise ValueError(f'{what} must be a list, not the text "{given}"')
    if not isinstance(given, Iterable):
        raise ValueError(f"{what} must be a list, not {type(given).__name__}")
    return tuple(given)
