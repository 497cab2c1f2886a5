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


def misspelt(name: str, known: Iterable[str]) -> str:
    """The known name of which one or two letters are wrong, missing, added or swapped; empty where there is none.

    Plurals and other spellings of the case are names of their own.
    """
    if name.lower() in {one.lower() for one in known}:
        return ""
    letters = frozenset(name)
    for one in known:
        limit = 1 if len(one) < _LONG else 2
        # A wrong letter takes away one that the other name does not have, at most: most names are told apart by that.
        if len(letters.difference(one)) > limit:
            continue
        if name.rstrip("s") != one and one.rstrip("s") != name and _is_within(limit, name, one):
            return one
    return ""


_LONG = 8
"""From this length on two letters may be wrong."""


def _is_within(limit: int, first: str, second: str) -> bool:
    """Whether at most `limit` letters must be changed, added, left out or swapped with their neighbour."""
    if abs(len(first) - len(second)) > limit:
        return False
    above, row = list[int](), list(range(len(second) + 1))
    for index, letter in enumerate(first, 1):
        below = [index]
        for at, other in enumerate(second, 1):
            cost = min(row[at] + 1, below[at - 1] + 1, row[at - 1] + (letter != other))
            if index > 1 and at > 1 and letter == second[at - 2] and first[index - 2] == other:
                cost = min(cost, above[at - 2] + 1)
            below.append(cost)
        above, row = row, below
        if min(*above, *row) > limit:
            # It never gets less from one row to the next, but by a swap, which looks back over one.
            return False
    return row[-1] <= limit
