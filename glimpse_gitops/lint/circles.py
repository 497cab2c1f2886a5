"""Circles in what needs what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def without_ends(needs: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """What is left of names and their needs when those that need nothing that is left are taken away, again and again.

    All circles are in it, and what leads to them.
    """
    left = {name: set(others) & needs.keys() for name, others in needs.items()}
    wanted_by: dict[str, list[str]] = {}
    for name, others in left.items():
        for other in others:
            wanted_by.setdefault(other, []).append(name)
    ends = [name for name, others in left.items() if not others]
    while ends:
        gone = ends.pop()
        del left[gone]
        for name in wanted_by.get(gone, ()):
            left[name].discard(gone)
            if not left[name]:
                ends.append(name)
    return {name: frozenset(others) for name, others in left.items()}


def shortest_circle(start: str, needs: Mapping[str, Iterable[str]]) -> list[str]:
    """The shortest way from a name back to itself, of two names at least; empty where there is none."""
    waiting = [[start]]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        for name in sorted(needs.get(path[-1], ())):
            if name == start != path[-1]:
                return path
            if name not in seen and name in needs:
                seen.add(name)
                waiting.append([*path, name])
    return []
