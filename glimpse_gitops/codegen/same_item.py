"""Which items of two lists are the same one, changed or not."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ..model.policy import Route

_Keys = tuple[list[Hashable], list[Hashable]]


def identities(
    old: Sequence[object], new: Sequence[object], old_source: Sequence[str], new_source: Sequence[str]
) -> _Keys:
    """A key for each item, the same for an item in both lists: the first way that tells all of a list apart.

    Objects have names, routes what they match and where they go; else it is all that an item says.
    """
    for key in (_name, _matchers, _way):
        keys: _Keys = ([key(one) for one in old], [key(one) for one in new])
        if all(None not in one and len(set(one)) == len(one) for one in keys):
            return keys
    return list(old_source), list(new_source)


def _name(value: object) -> Hashable:
    return getattr(value, "name", "") or None


def _matchers(value: object) -> Hashable:
    return frozenset(map(str, value.matchers)) if isinstance(value, Route) else None


def _way(value: object) -> Hashable:
    if not isinstance(value, Route):
        return None
    return (_matchers(value), getattr(value.receiver, "name", value.receiver))
