"""`lint --fix` on the JSON of dashboards: places, ids, refreshes, data sources and instant graphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.workflow.lint_fix import fix
from glimpse_gitops.workflow.lint_outcome import LintFilters

ONLY = LintChoices(select=("DB305", "DB313", "DB314", "DB316", "DB318"))
SOURCE = {"type": "datasource", "name": "ds", "query": "prometheus"}


def panel(id: int, x: int, y: int, width: int = 12, **more: Any) -> dict[str, Any]:
    """A panel of text."""
    return {"id": id, "title": f"P{x}.{y}", "type": "text", "gridPos": {"x": x, "y": y, "w": width, "h": 8}, **more}


def fixed(folder: Path, *panels: dict[str, Any], **given: Any) -> Any:
    """The dashboard after its safe fixes; everything that they should not touch is as it was."""
    before = {"title": "Load", "uid": "load", "templating": {"list": [SOURCE]}, "panels": list(panels), **given}
    path = folder / "load.json"
    path.write_text(json.dumps(before, indent=2))
    fix(None, [path], ONLY, LintFilters(), unsafe=False, write=True)
    once = path.read_text()
    fix(None, [path], ONLY, LintFilters(), unsafe=False, write=True)
    assert path.read_text() == once, "a second run finds nothing to do"
    return json.loads(once)


def places(dashboard: Any) -> list[tuple[int, int, int]]:
    """Column, row and width of each panel."""
    return [tuple(one["gridPos"][key] for key in "xyw") for one in dashboard["panels"]]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([(0, 0, 12), (8, 4, 12)], [(0, 0, 12), (8, 8, 12)]),
        ([(0, 0, 24), (0, 0, 12), (6, 2, 12)], [(0, 0, 24), (0, 10, 12), (6, 18, 12)]),
        ([(0, 0, 12), (0, 4, 12), (0, 8, 12)], [(0, 0, 12), (0, 16, 12), (0, 8, 12)]),
        ([(0, 0, 12), (16, 0, 12)], [(0, 0, 12), (12, 0, 12)]),
        ([(3, 0, 30)], [(0, 0, 24)]),
    ],
)
def test_panels_move_to_where_grafana_shows_them(
    tmp_path: Path, given: list[tuple[int, int, int]], wanted: list[tuple[int, int, int]]
) -> None:
    after = fixed(tmp_path, *(panel(number, *place) for number, place in enumerate(given, 1)))
    assert places(after) == wanted


def test_a_panel_that_would_leave_its_row_stays(tmp_path: Path) -> None:
    row = {"id": 9, "title": "More", "type": "row", "gridPos": {"x": 0, "y": 8, "w": 24, "h": 1}}
    given = panel(1, 0, 0), panel(2, 4, 2), row, panel(3, 0, 9)
    assert places(fixed(tmp_path, *given))[1] == (4, 2, 12)


def test_every_panel_gets_an_id_of_its_own(tmp_path: Path) -> None:
    after = fixed(tmp_path, panel(4, 0, 0), panel(4, 12, 0), panel(7, 0, 8), panel(4, 12, 8))
    assert [one["id"] for one in after["panels"]] == [4, 8, 7, 9]


def test_a_refresh_becomes_what_grafana_allows(tmp_path: Path) -> None:
    assert fixed(tmp_path, refresh="1s")["refresh"] == "5s"


def test_a_data_source_of_one_grafana_becomes_the_variable_of_its_type(tmp_path: Path) -> None:
    prometheus = {"type": "prometheus", "uid": "a1B2c3D4e"}
    loki = {**prometheus, "type": "loki"}
    given = [{**panel(n, 12 * n, 0, datasource=one), "type": "logs"} for n, one in enumerate((prometheus, loki))]
    after = fixed(tmp_path, *given)
    assert [one["datasource"]["uid"] for one in after["panels"]] == ["${ds}", loki["uid"]]


@pytest.mark.parametrize("said", [{}, {"range": False}])
def test_a_graph_of_one_moment_asks_for_a_range(tmp_path: Path, said: dict[str, bool]) -> None:
    target = {
        "refId": "A",
        "expr": "sum(up)",
        "instant": True,
        **said,
        "datasource": {"type": "prometheus", "uid": "$ds"},
    }
    after = fixed(tmp_path, panel(1, 0, 0, type="timeseries", targets=[target]))
    assert after["panels"][0]["targets"] == [{**target, "instant": False, **dict.fromkeys(said, True)}]
