"""The grid."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.compile.grid import COLUMNS, lay_out

sizes = st.fixed_dictionaries({}, optional={"w": st.integers(1, 30), "h": st.integers(1, 20)})
panels_of_any_size = st.lists(
    st.one_of(
        st.builds(lambda: {"type": "row", "title": "Row"}),
        sizes.map(lambda size: {"type": "timeseries", "gridPos": size}),
    ),
    max_size=20,
)


def place(panel: dict[str, Any]) -> tuple[int, int, int, int]:
    """x, y, width and height."""
    position = panel["gridPos"]
    return position["x"], position["y"], position["w"], position["h"]


def cells(panel: dict[str, Any]) -> set[tuple[int, int]]:
    """Every cell that a panel covers."""
    x, y, width, height = place(panel)
    return {(column, line) for column in range(x, x + width) for line in range(y, y + height)}


def laid_out(*given: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    """Where panels of these sizes go."""
    return [place(panel) for panel in lay_out([{"type": "stat", "gridPos": size} for size in given])]


@given(panels_of_any_size)
def test_panels_never_overlap_and_never_leave_the_grid(panels: list[dict[str, Any]]) -> None:
    covered: set[tuple[int, int]] = set()
    for panel in lay_out(copy.deepcopy(panels)):
        mine = cells(panel)
        assert not covered & mine
        assert all(0 <= column < COLUMNS for column, _ in mine)
        covered |= mine


@given(panels_of_any_size)
def test_no_panel_could_stand_further_up_or_further_left(panels: list[dict[str, Any]]) -> None:
    """Grafana lifts panels that have room above them: in the order of the author, there is none to lift or to shift."""
    ends = [0] * COLUMNS
    given_order = copy.deepcopy(panels)
    lay_out(given_order)
    for panel in given_order:
        x, y, width, height = place(panel)
        above = max(ends[x : x + width])
        assert y == above
        assert x == 0 or ends[x - 1] > y or max(ends[x - 1 : x - 1 + width]) > y
        ends[x : x + width] = [y + height] * width


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_panels_without_a_width_fill_their_rows(counts: list[int]) -> None:
    panels: list[dict[str, Any]] = []
    for count in counts:
        panels += [{"type": "row", "title": "Row"}, *({"type": "timeseries"} for _ in range(count))]

    placed = lay_out(panels)

    covered = set().union(*map(cells, placed))
    assert len(covered) == COLUMNS * (max(line for _, line in covered) + 1)


@given(panels_of_any_size)
def test_a_layout_that_is_laid_out_again_stays(panels: list[dict[str, Any]]) -> None:
    once = lay_out(copy.deepcopy(panels))

    assert lay_out(copy.deepcopy(once)) == once


def test_the_width_that_is_left_is_shared() -> None:
    assert laid_out({"w": 6}, {}, {}) == [(0, 0, 6, 8), (6, 0, 9, 8), (15, 0, 9, 8)]
    assert [width for _, _, width, _ in laid_out({}, {}, {}, {}, {})] == [8, 8, 8, 12, 12]


def test_a_panel_without_a_height_is_as_high_as_its_neighbours() -> None:
    assert laid_out({"h": 5}, {}) == [(0, 0, 12, 5), (12, 0, 12, 5)]


def test_low_panels_are_stacked_beside_a_high_one() -> None:
    assert laid_out({"w": 8, "h": 8}, {"w": 16, "h": 4}, {"w": 16, "h": 4}) == [
        (0, 0, 8, 8),
        (8, 0, 16, 4),
        (8, 4, 16, 4),
    ]


def test_a_position_that_the_author_gave_is_kept() -> None:
    assert laid_out({"x": 3, "y": 2, "w": 4, "h": 5}, {"h": 3}) == [(3, 2, 4, 5), (0, 7, 24, 3)]


def test_panels_of_a_collapsed_row_are_laid_out_below_it() -> None:
    nested: list[dict[str, Any]] = [{"type": "stat"}, {"type": "stat"}]
    row = {"type": "row", "title": "Details", "collapsed": True, "panels": nested}
    after = {"type": "row", "title": "More", "collapsed": False, "panels": []}

    lay_out([row, after])

    assert [place(panel) for panel in nested] == [(0, 1, 12, 8), (12, 1, 12, 8)]
    assert place(after) == (0, 1, 24, 1)
