"""Knots: names that need each other, at once or over others (Tarjan's strongly connected components)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def knots(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The names in groups of those that need each other, each group behind those that it needs.

    A name that nothing leads back to is alone. Needs that are no names are left out. The time grows with the number of
    names and needs, whatever they are.
    """
    walk = _Walk(needs)
    for name in needs:
        if name not in walk.numbers:
            walk.along(name)
    return walk.found


class _Walk:
    """Goes along the needs, deep first, without recursion: a chain may have many thousands of names."""

    def __init__(self, needs: Mapping[str, Iterable[str]]) -> None:
        self._needs = needs
        self.numbers: dict[str, int] = {}
        """In which order the names were reached."""
        self._earliest: dict[str, int] = {}
        """The lowest number that a name leads back to, as far as is known."""
        self._waiting: list[str] = []
        """The names whose knot is not complete, in the order of their numbers."""
        self._is_waiting: set[str] = set()
        self.found: list[list[str]] = []

    def along(self, start: str) -> None:
        """Find the knots of a name and of all that it needs."""
        path = [self._reached(start)]
        while path:
            name, others = path[-1]
            following = next((other for other in others if self._is_new(name, other)), None)
            if following is not None:
                path.append(self._reached(following))
                continue
            path.pop()
            if path:
                before = path[-1][0]
                self._earliest[before] = min(self._earliest[before], self._earliest[name])
            if self._earliest[name] == self.numbers[name]:
                self._complete(name)

    def _reached(self, name: str) -> tuple[str, Iterator[str]]:
        self.numbers[name] = self._earliest[name] = len(self.numbers)
        self._waiting.append(name)
        self._is_waiting.add(name)
        return name, iter(self._needs[name])

    def _is_new(self, name: str, other: str) -> bool:
        """Whether the way goes on to the other name; where that was reached before, it may close a circle."""
        if other in self._is_waiting:
            self._earliest[name] = min(self._earliest[name], self.numbers[other])
        return other in self._needs and other not in self.numbers

    def _complete(self, first: str) -> None:
        knot: list[str] = []
        while not knot or knot[-1] != first:
            knot.append(self._waiting.pop())
        self._is_waiting.difference_update(knot)
        self.found.append(knot[::-1])
