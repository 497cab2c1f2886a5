"""Circles in what needs what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


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
