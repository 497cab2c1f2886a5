"""Panels that lie over each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..grid import COLUMNS, Cell, moved_inside
from ..json_lists import mapping
from ..repair import Put, Repair
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class GridOverlap(Rule[PanelSubject]):
    """A panel that lies over another one or outside the grid.

    ## What it does
    Checks the `gridPos` of the panels of a dashboard, and of those inside each row: 24 columns, no negative place,
    no two panels on the same cell. A row that only pushes panels below it is left alone.

    ## Why is this bad?
    Grafana moves such panels when the dashboard is loaded, to a place that nobody chose: those that the file has beside
    each other may be shown at two heights. Where panels only move down, and all keep their neighbours, nobody sees it
    but who saves the dashboard and reads what has changed: an information, and one for all where there are more than
    three.

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
        """At most one fault for the place itself, and one for another panel there."""
        grid = subject.grid
        own = grid.cells[subject.position]
        # Grafana makes the places of panels in `rows`, the old form, anew.
        if own is None or subject.dashboard.json.get("rows"):
            return
        if not own.fits:
            place = f"x {own.x:g}, y {own.y:g}, w {own.width:g}, h {own.height:g}"
            said = f"the panel does not fit into the grid of {COLUMNS} columns: {place}"
            repair = _into_the_grid(subject, own)
            seen = None if repair is None else Severity.INFO
            yield Fault(said, repair=repair, severity=seen)
        over = grid.laid_over.get(subject.position)
        if over is None:
            return
        other = grid.panels[over]
        said = f'the panel lies over panel "{other.get("title") or other.get("id", "")}"'
        repair = _below(subject) if own.fits else None
        if subject.position not in grid.only_pushed:
            yield Fault(said, "move one of the two", repair=repair)
            return
        said, more = f"{said}: Grafana shows one below the other", len(grid.only_pushed) - 1
        if more < _TOLD:
            yield Fault(said, "write where it is shown", repair=repair, severity=Severity.INFO)
        elif subject.position == grid.only_pushed[0]:
            yield Fault(f"{said}, as it does with {more} more", "write where it is shown", severity=Severity.INFO)


_TOLD = 3
"""So many panels that are only pushed down are told one by one: more have one cause, as generators do."""


def _into_the_grid(subject: PanelSubject, own: Cell) -> Repair | None:
    """Moves the panel to where Grafana shows it."""
    cells = subject.grid.cells
    others = [cell for index, cell in enumerate(cells) if cell is not None and index != subject.position]
    moved = moved_inside(own, others)
    if moved is None or subject.json.get("type") == "row":
        return None
    places = zip("xyw", (own.x, own.y, own.width), (moved.x, moved.y, moved.width), strict=True)
    edits = tuple(Put(f"/gridPos/{key}", _whole(after)) for key, before, after in places if before != after)
    return Repair("move it into the grid", edits, safe=True)


def _below(subject: PanelSubject) -> Repair | None:
    """Moves the panel below what it lies over, where Grafana pushes it."""
    row = subject.grid.free_row(subject.position)
    if row is None or row == mapping(subject.json.get("gridPos")).get("y", 0):
        return None
    return Repair("move it below", (Put("/gridPos/y", _whole(row)),), safe=True)


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number
