"""What Grafana makes of panels that lie over each other."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.lint.grid import Grid


def panel(x: int, y: int, width: int, height: int) -> dict[str, Any]:
    return {"gridPos": {"x": x, "y": y, "w": width, "h": height}}


@pytest.mark.parametrize(
    ("panels", "apart"),
    [
        ([panel(0, 0, 12, 8), panel(12, 0, 12, 8)], set()),
        ([panel(0, 0, 24, 8), panel(0, 0, 24, 8), panel(0, 16, 24, 8)], set()),
        ([panel(0, 0, 12, 8), panel(0, 7, 12, 8), panel(12, 8, 12, 8)], set()),
        ([panel(0, 0, 24, 9), panel(0, 8, 12, 8), panel(12, 8, 12, 8)], set()),
        ([panel(0, 0, 12, 9), panel(12, 0, 12, 8), panel(0, 8, 12, 8), panel(12, 8, 12, 8)], {2, 3}),
        ([panel(0, 0, 12, 8), panel(0, 0, 12, 8), panel(12, 0, 12, 8)], {1, 2}),
        ([panel(0, 0, 12, 8)] * 201, set(range(201))),
    ],
    ids=["beside", "stacked", "pushed alone", "pushed together", "a longer neighbour above", "one place", "too many"],
)
def test_panels_are_torn_apart_where_only_one_of_a_pair_is_pushed(
    panels: list[dict[str, Any]], apart: set[int]
) -> None:
    assert Grid(panels).torn_apart == apart


def test_what_has_no_place_is_left_where_it_is() -> None:
    assert Grid([{}, panel(0, 0, 12, 8), {"gridPos": {"x": "a", "w": 3}}, panel(0, 4, 12, 8)]).torn_apart == set()
