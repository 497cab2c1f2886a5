"""Definitions as plain JSON: `to_plain` takes what any dashboard library gives, and knows none of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

_BUILDS = ("to_json_data", "to_json", "build")
"""How an object says what it is in JSON: grafanalib's way, and a model's and a builder's of grafana-foundation-sdk."""


@dataclass
class Seen:
    """Which object became which dictionary with a `type`, as panels have one.

    The objects are kept alive, so that no id comes back for another one.
    """

    _entries: dict[int, tuple[object, dict[str, Any]]] = field(default_factory=dict)

    def add(self, given: object, plain: dict[str, Any]) -> None:
        """Remember the first dictionary that an object became."""
        self._entries.setdefault(id(given), (given, plain))

    def ids(self, panel_ids: Mapping[int, int]) -> dict[int, int]:
        """`panel_ids` (id of a dictionary → panel id) by the ids of the objects that became those dictionaries."""
        return {key: panel_ids[id(plain)] for key, (_, plain) in self._entries.items() if id(plain) in panel_ids}


def to_plain(given: Any, seen: Seen) -> Any:
    """`given` as new dictionaries, lists and scalars: nothing null in a dictionary, whole numbers as integers.

    Raises TypeError or ValueError for what JSON cannot hold, and whatever the object's own code raises.
    """
    kind = given.__class__
    if kind is str or kind is int or kind is bool or given is None:
        return given
    if kind is float:
        return _number(given)
    if kind is dict or isinstance(given, Mapping):
        return _dictionary(given, seen)
    if kind is list or kind is tuple:
        return [to_plain(item, seen) for item in given]
    return _built(given, seen)


def _dictionary(given: Mapping[Any, Any], seen: Seen) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, value in given.items():
        if not isinstance(key, str):
            raise TypeError(f"the keys of JSON are texts, not {key!r}")
        kind = value.__class__
        # Most values are of these kinds, and a call for each would take half of the time.
        if kind is str or kind is bool or kind is int:
            plain[key] = value
        # An object whose own JSON is null is as absent as a null.
        elif value is not None and (made := to_plain(value, seen)) is not None:
            plain[key] = made
    if "type" in plain:
        seen.add(given, plain)
    return plain


def _built(given: Any, seen: Seen) -> Any:
    if isinstance(given, Enum):
        return given.value
    for name in _BUILDS:
        build = getattr(given, name, None)
        if callable(build) and not isinstance(given, type):
            plain = to_plain(build(), seen)
            if isinstance(plain, dict) and "type" in plain:
                seen.add(given, plain)
            return plain
    if isinstance(given, str | int):
        return given
    if isinstance(given, set | frozenset):
        raise TypeError(f"a set has no order that would be the same on every run: write {sorted(map(str, given))}")
    raise TypeError(f"{type(given).__name__} {given!r} cannot be written as JSON")


def _number(given: float) -> float | int:
    if not math.isfinite(given):
        raise ValueError(f"JSON has no number {given}")
    return int(given) if given.is_integer() and abs(given) < 2**53 else given
