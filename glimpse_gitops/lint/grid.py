"""The grid of a dashboard: which cells a panel takes, and where there is room for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, NamedTuple

COLUMNS = 24
_NUMBERS = (int, float, bool)
_MOST = 200
"""Panels of a grid for which room is looked for: each is held against all others."""


class Cell(NamedTuple):
    """A place and a size, in columns and rows."""

    x: float
    y: float
    width: float
    height: float

    @property
    def fits(self) -> bool:
        """Whether it lies inside of the grid."""
        return self.x >= 0 and self.y >= 0 and self.width >= 1 and self.height >= 1 and self.x + self.width <= COLUMNS

    def overlaps(self, other: Cell) -> bool:
        """Whether the two share some place."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


_COMPARED = 1000
"""Panels of a grid that are held against each other."""


@dataclass(frozen=True, eq=False)
class Grid:
    """The panels of a dashboard, or those inside a row."""

    panels: Sequence[Mapping[str, Any]]

    @cached_property
    def cells(self) -> Sequence[Cell | None]:
        """Where each of them lies, as the file says it."""
        return [cell_of(panel) for panel in self.panels]

    @cached_property
    def torn_apart(self) -> frozenset[int]:
        """The positions of those that begin at one height and are shown at two: something below was pushed away.

        All of them where there are too many to tell.
        """
        if len(self.panels) > _MOST:
            return frozenset(range(len(self.panels)))
        found: set[int] = set()
        there = [(at, cell, shown) for at, (cell, shown) in enumerate(zip(self.cells, self._shown, strict=True))]
        for (at, cell, shown), (beside, other, other_shown) in combinations(there, 2):
            if cell is None or other is None or shown is None or other_shown is None or cell.overlaps(other):
                continue
            if cell.y == other.y and shown.y != other_shown.y:
                found |= {at, beside}
        return frozenset(found)

    @cached_property
    def laid_over(self) -> Mapping[int, int]:
        """Position → that of the first panel before it that it lies over, of the first thousand.

        A row that only pushes down what lies under it is left out: it is as wide as the dashboard, wherever it lies.
        """
        found: dict[int, int] = {}
        for at, own in enumerate(self.cells[:_COMPARED]):
            for over, cell in enumerate(self.cells[:at] if own is not None else ()):
                if cell is None or own is None or not own.overlaps(cell):
                    continue
                kinds = {self.panels[at].get("type"), self.panels[over].get("type")}
                if "row" not in kinds or (kinds != {"row"} and self.torn_apart & {at, over}):
                    found[at] = over
                    break
        return found

    @cached_property
    def only_pushed(self) -> tuple[int, ...]:
        """The positions of those that lie over another, and keep what they have beside them when Grafana moves them."""
        return tuple(at for at, over in self.laid_over.items() if not self.torn_apart & {at, over})

    def free_row(self, position: int) -> float | None:
        """The first row below its own at which a panel lies over no other, as Grafana pushes it there.

        Panels before it that have to move as well count where they go to. None where a row of the dashboard begins in
        between: the panel would become a part of that one.
        """
        if len(self.panels) > _MOST:
            return None
        cells = list(self.cells)
        for index in range(position + 1):
            own = cells[index]
            others = [one for at, one in enumerate(cells) if one is not None and at != index]
            before = [
                one
                for one, panel in zip(cells[:index], self.panels, strict=False)
                if one is not None and not both_rows(panel, self.panels[index])
            ]
            if own is not None and any(own.overlaps(one) for one in before):
                y = own.y
                while blocking := [one for one in others if own._replace(y=y).overlaps(one)]:
                    y = max(one.y + one.height for one in blocking)
                if any(_begins_between(panel, own.y, y) for panel in self.panels):
                    return None
                cells[index] = own._replace(y=y)
        settled = cells[position]
        return None if settled is None else settled.y

    @cached_property
    def _shown(self) -> Sequence[Cell | None]:
        """Where Grafana shows them: from the top down, each is pushed below those that it lies over."""
        shown = list(self.cells)
        order = [(cell.y, cell.x, at) for at, cell in enumerate(self.cells) if cell is not None]
        settled: list[Cell] = []
        for _, _, at in sorted(order):
            cell = self.cells[at]
            while cell is not None and (over := [one for one in settled if one.overlaps(cell)]):
                cell = cell._replace(y=max(one.y + one.height for one in over))
            if cell is not None:
                settled.append(cell)
            shown[at] = cell
        return shown


def cell_of(panel: Mapping[str, Any]) -> Cell | None:
    """The place of a panel; None where it has none."""
    place = panel.get("gridPos")
    if not isinstance(place, Mapping):
        return None
    if panel.get("type") == "row":
        if not place.get("h", 1):
            return None  # Generators give rows no height, and Grafana then makes room for them.
        place = {**place, "x": 0, "w": COLUMNS, "h": 1}
    get = place.get
    x, y, width, height = get("x", 0), get("y", 0), get("w", 0), get("h", 0)
    if not (width or height):
        return None
    if not (type(x) in _NUMBERS and type(y) in _NUMBERS and type(width) in _NUMBERS and type(height) in _NUMBERS):
        return None
    return Cell(x, y, width, height)


def both_rows(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Rows at one height are shown below each other, in the order of the file."""
    return one.get("type") == "row" and other.get("type") == "row"


def moved_inside(cell: Cell, others: Sequence[Cell]) -> Cell | None:
    """The cell as Grafana moves it into the grid; None where that is over another one, or cannot be."""
    if cell.width < 1 or cell.height < 1:
        return None
    width = min(cell.width, COLUMNS)
    moved = Cell(max(0, min(cell.x, COLUMNS - width)), max(0, cell.y), width, cell.height)
    return None if any(moved.overlaps(other) for other in others) else moved


def _begins_between(panel: Mapping[str, Any], above: float, below: float) -> bool:
    cell = cell_of(panel) if panel.get("type") == "row" else None
    return cell is not None and above <= cell.y <= below
