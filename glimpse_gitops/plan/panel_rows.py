"""Panels out of the rows that hold them: a collapsed row keeps its panels inside itself, an open one has them below it.

Opening a row, or dragging a panel into another one, is no end of the panel and no new one: for the eye of a reader
all panels stand in one list, and one that changed its row says which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ROW = "row"
"""The key by which a panel says in which row it is."""

_NONE = "none"


@dataclass(frozen=True)
class _Placed:
    panel: Mapping[str, Any]
    row: str
    """The title of its row; empty for one above all rows, and for a row."""
    holder: Any = None
    """The id of the closed row that it is inside of; None for one that stands in the open."""

    @property
    def id(self) -> Any:
        return self.panel.get("id")


def lifted(old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two dashboards in canonical form as they are compared: every panel in the one list of its dashboard."""
    before, after = {one.id: one for one in _placed(old)}, {one.id: one for one in _placed(new)}
    closed = {one.holder for one in (*before.values(), *after.values())} - {None}
    if not closed:
        return old, new
    went = {
        id
        for id in before.keys() & after.keys()
        if before[id].row != after[id].row and (before[id].holder, after[id].holder) != (None, None)
    }
    return _with_panels(old, closed, went), _with_panels(new, closed, went)


def _placed(spec: Mapping[str, Any]) -> Iterator[_Placed]:
    title = ""
    for panel in spec["dashboard"].get("panels") or ():
        if not isinstance(panel, Mapping):
            continue
        if panel.get("type") != "row":
            yield _Placed(panel, title)
            continue
        title = str(panel.get("title", ""))
        yield _Placed(panel, "")
        yield from (
            _Placed(one, title, panel.get("id")) for one in panel.get("panels") or () if isinstance(one, Mapping)
        )


def _with_panels(spec: dict[str, Any], closed: Collection[Any], went: Collection[Any]) -> dict[str, Any]:
    """`closed` are the rows that hold panels on one side, `went` the panels that changed their row."""
    panels = []
    for one in _placed(spec):
        shown = {key: value for key, value in one.panel.items() if key != "panels" or one.id not in closed}
        panels.append(shown | ({ROW: one.row or _NONE} if one.id in went else {}))
    return {**spec, "dashboard": {**spec["dashboard"], "panels": panels}}
