"""Differences in lines: panels that were moved, one by one or together."""

from __future__ import annotations

from glimpse_gitops.model.plan import FieldChange
from glimpse_gitops.report.difference_lines import difference_lines

HERE, THERE = {"x": 0, "y": 0, "w": 12, "h": 8}, {"x": 12, "y": 8, "w": 12, "h": 8}


def moved(title: str) -> FieldChange:
    return FieldChange(f'panel "{title}", gridPos', HERE, THERE)


def test_a_panel_is_moved_resized_or_both() -> None:
    wide = {**HERE, "w": 24}
    assert difference_lines([moved("Heap")], "  ") == ['  panel "Heap": moved from column 0, row 0 to column 12, row 8']
    assert difference_lines([FieldChange('panel "Heap", gridPos', HERE, wide)], "") == [
        'panel "Heap": resized from 12 × 8 to 24 × 8'
    ]
    (both,) = difference_lines([FieldChange('panel "Heap", gridPos', THERE, wide)], "")
    assert both.endswith("moved from column 12, row 8 to column 0, row 0, resized from 12 × 8 to 24 × 8")


def test_many_panels_that_were_moved_are_one_line() -> None:
    changes = [FieldChange('panel "New"', None, {}), *(moved(title) for title in "ABCDE")]
    assert difference_lines(changes, "") == ['panel "New": added', '5 panels moved: "A", "B", "C" and 2 more']


def test_a_short_value_stands_beside_the_other_and_a_long_one_below() -> None:
    assert difference_lines([FieldChange("for", "5m", "10m")], "") == ["for: 5m → 10m"]
    assert difference_lines([FieldChange("expr", "up\n== 0", "up")], "") == ["expr:", "  - up", "  - == 0", "  + up"]
