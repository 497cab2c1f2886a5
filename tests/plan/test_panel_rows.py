"""Rows open, close, come and go, and panels are dragged between them."""

from __future__ import annotations

from typing import Any

from .specs import dashboard, panel
from .test_diff import said

HEAP, CPU, DISK = panel(1, "Heap", "heap"), panel(2, "CPU", "cpu"), panel(3, "Disk", "disk")


def closed(id: int, title: str, *panels: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "type": "row", "title": title, "collapsed": True, "panels": list(panels)}


def opened(id: int, title: str) -> dict[str, Any]:
    return {"id": id, "type": "row", "title": title, "collapsed": False, "panels": []}


def test_opening_a_row_is_a_change_of_the_row_alone() -> None:
    before = dashboard(panels=[closed(9, "Memory", HEAP, CPU), DISK])
    after = dashboard(panels=[closed(9, "Memory", HEAP, CPU), opened(8, "Rest"), DISK])
    assert said(before, after) == [('row "Rest"', None, opened(8, "Rest"))]
    before = dashboard(panels=[HEAP, closed(9, "Rest", CPU, DISK)])
    after = dashboard(panels=[HEAP, opened(9, "Rest"), CPU, DISK])
    assert [where for where, *_ in said(before, after)] == ['row "Rest", collapsed']


def test_a_panel_that_is_dragged_out_of_a_closed_row_says_where_it_was() -> None:
    before = dashboard(panels=[HEAP, closed(9, "Rest", CPU, DISK)])
    after = dashboard(panels=[HEAP, CPU, closed(9, "Rest", DISK)])
    assert ('panel "CPU", row', "Rest", "none") in said(before, after)
    assert not any(None in (old, new) for _, old, new in said(before, after))


def test_a_panel_that_goes_from_one_closed_row_to_another_names_both() -> None:
    before = dashboard(panels=[closed(8, "A", HEAP, CPU), closed(9, "B", DISK)])
    after = dashboard(panels=[closed(8, "A", HEAP), closed(9, "B", CPU, DISK)])
    assert said(before, after) == [
        ('panel "CPU", row', "A", "B"),
        (
            "order",
            ['row "A"', 'panel "Heap"', 'panel "CPU"', 'row "B"', 'panel "Disk"'],
            ['row "A"', 'panel "Heap"', 'row "B"', 'panel "CPU"', 'panel "Disk"'],
        ),
    ]


def test_an_edit_in_a_closed_row_is_named_by_its_panel() -> None:
    before = dashboard(panels=[closed(9, "Rest", CPU, DISK)])
    after = dashboard(panels=[closed(9, "Rest", CPU, {**DISK, "title": "Disks"})])
    assert said(before, after) == [('panel "Disks", title', "Disk", "Disks")]


def test_a_panel_that_leaves_a_closed_row_for_good_is_one_difference() -> None:
    before = dashboard(panels=[closed(9, "Rest", CPU, DISK)])
    after = dashboard(panels=[closed(9, "Rest", CPU)])
    assert said(before, after) == [('panel "Disk"', DISK, None)]
