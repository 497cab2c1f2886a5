"""Panels that lie over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import PanelSubject


@dataclass(frozen=True)
class GridOverlap(Rule[PanelSubject]):
    """A panel that lies over another one or outside the grid.

    ## What it does
    Checks the `gridPos` of the panels of a dashboard, and of those inside each row: 24 columns, no negative place, no
    two panels on the same cell.

    ## Why is this bad?
    Grafana moves such panels when the dashboard is loaded, to a place that nobody chose.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "panels": [
      {"id": 1, "title": "A", "type": "text", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}},
      {"id": 2, "title": "B", "type": "text", "gridPos": {"x": 8, "y": 4, "w": 12, "h": 8}}]}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "panels": [
      {"id": 1, "title": "A", "type": "text", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}},
      {"id": 2, "title": "B", "type": "text", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8}}]}
    ```
    """

    id = "DB313"
    name = "grid-overlap"
    severity = Severity.WARNING
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """One fault for the grid's border, one for the first panel that it lies over."""
        own = _cell(subject.json)
        if own is None:
            return
        x, y, width, height = own
        if x < 0 or y < 0 or width < 1 or height < 1 or x + width > _COLUMNS:
            place = f"x {x:g}, y {y:g}, w {width:g}, h {height:g}"
            yield Fault(f"the panel does not fit into the grid of {_COLUMNS} columns: {place}")
        for other in subject.siblings[: subject.position]:
            cell = _cell(other)
            if cell is not None and _overlap(own, cell) and not _both_rows(subject.json, other):
                title = other.get("title") or other.get("id", "")
                yield Fault(f'the panel lies over panel "{title}"', "move one of the two")
                return


_COLUMNS = 24

Cell = tuple[float, float, float, float]
"""x, y, width and height."""


def _cell(panel: Mapping[str, Any]) -> Cell | None:
    place = panel.get("gridPos")
    if not isinstance(place, Mapping):
        return None
    if panel.get("type") == "row" and not place.get("h", 1):
        return None  # Generators give rows no height, and Grafana then makes room for them.
    if panel.get("type") == "row":
        place = {**place, "x": 0, "w": _COLUMNS, "h": 1}
    x, y, width, height = (place.get(key, 0) for key in "xywh")
    if not (width or height):
        return None
    if not all(isinstance(one, int | float) for one in (x, y, width, height)):
        return None
    return (x, y, width, height)


def _both_rows(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Rows at one height are shown below each other, in the order of the file."""
    return one.get("type") == "row" and other.get("type") == "row"


def _overlap(one: Cell, other: Cell) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
