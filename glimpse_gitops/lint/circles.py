"""Circles in what needs what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..promql.knots import knots

_SHOWN = 12
"""Names of a circle that are told."""


def circles(needs: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Of names that need each other the shortest circle through the first of them, of two names at least.

    The order is that of `needs`. Of names that several circles lead through, one circle is given.
    """
    order = {name: number for number, name in enumerate(needs)}
    tied = [sorted(knot, key=order.__getitem__) for knot in knots(needs) if len(knot) > 1]
    for knot in sorted(tied, key=lambda names: order[names[0]]):
        yield _shortest(knot[0], {name: needs[name] for name in knot})


def way(circle: list[str]) -> str:
    """A circle in words, from its first name back to it."""
    named = circle if len(circle) <= _SHOWN else [*circle[: _SHOWN - 1], "…", circle[-1]]
    return " → ".join((*named, circle[0]))


def _shortest(start: str, needs: Mapping[str, Iterable[str]]) -> list[str]:
    """The shortest way from a name back to itself; all names need each other, so that there is one."""
    came_from: dict[str, str] = {}
    reached = [start]
    for name in reached:
        if name != start and start in needs[name]:
            return _path(name, start, came_from)
        for other in sorted(needs[name]):
            if other in needs and other != start and other not in came_from:
                came_from[other] = name
                reached.append(other)
    return []


def _path(end: str, start: str, came_from: Mapping[str, str]) -> list[str]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
