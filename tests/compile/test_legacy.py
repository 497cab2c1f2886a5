"""What older Grafanas wrote."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.legacy import modernise_dashboard, modernise_panel, modernise_target


def modern(dashboard: dict[str, Any]) -> dict[str, Any]:
    """The dashboard after its old keys are gone."""
    modernise_dashboard(dashboard)
    return dashboard


@pytest.mark.parametrize(
    ("given", "tooltips"),
    [
        ({"sharedCrosshair": True}, 1),
        ({"sharedCrosshair": True, "graphTooltip": 2}, 2),
        ({"sharedCrosshair": False, "graphTooltip": 1}, 1),
    ],
)
def test_the_crosshair_is_shared_as_the_author_said(given: dict[str, Any], tooltips: int) -> None:
    assert modern(given)["graphTooltip"] == tooltips


def test_keys_that_mean_nothing_any_more_are_dropped() -> None:
    dashboard = {
        "title": "X",
        "__inputs": [],
        "gnetId": 1,
        "hideControls": False,
        "id": 7,
        "version": 3,
        "style": "dark",
    }

    assert modern(dashboard) == {"title": "X", "panels": []}


def test_rows_of_old_become_row_panels() -> None:
    panels = modern(
        {
            "rows": [
                {"title": "One", "showTitle": True, "height": "250px", "panels": [{"title": "a", "span": 6}]},
                {"title": "Two", "collapse": True, "panels": [{"title": "b", "span": 12, "height": "400px"}]},
            ]
        }
    )["panels"]

    assert [(panel.get("type"), panel["title"]) for panel in panels] == [("row", "One"), (None, "a"), ("row", "Two")]
    assert panels[1]["gridPos"] == {"w": 12, "h": 7}
    assert panels[2]["collapsed"] is True
    assert panels[2]["panels"][0]["gridPos"] == {"w": 24, "h": 11}


def test_rows_without_a_heading_leave_only_their_panels() -> None:
    panels = modern({"rows": [{"title": "New row", "showTitle": False, "panels": [{"title": "a"}]}]})["panels"]

    assert [panel["title"] for panel in panels] == ["a"]
    assert panels[0]["gridPos"] == {"w": 8, "h": 7}


def test_grafanalibs_hundred_points_are_dropped_and_an_authors_are_kept() -> None:
    of_grafanalib = {"type": "timeseries", "error": False, "maxDataPoints": 100, "editable": True, "transparent": False}
    of_somebody: dict[str, Any] = {"type": "timeseries", "maxDataPoints": 100}
    modernise_panel(of_grafanalib)
    modernise_panel(of_somebody)

    assert of_grafanalib == {"type": "timeseries"}
    assert of_somebody == {"type": "timeseries", "maxDataPoints": 100}


def test_a_row_panel_keeps_only_what_a_row_has() -> None:
    row = {"type": "row", "title": "One", "targets": [], "fieldConfig": {}, "repeat": "", "links": []}
    modernise_panel(row)

    assert row == {"type": "row", "title": "One", "collapsed": False, "panels": []}


def test_grafanalibs_target_keys_are_dropped() -> None:
    target = {
        "expr": "up", "query": "up", "target": "", "metric": "", "step": 10, "intervalFactor": 2, "interval": "",
        "hide": False, "refId": "A",
    }  # fmt: skip
    modernise_target(target)

    assert target == {"expr": "up", "refId": "A"}


def test_queries_of_other_languages_are_left_alone() -> None:
    target = {"query": "{ duration > 1s }", "queryType": "traceql", "step": 5}
    modernise_target(target)

    assert target == {"query": "{ duration > 1s }", "queryType": "traceql", "step": 5}
