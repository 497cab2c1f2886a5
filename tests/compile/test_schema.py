"""The frame of a dashboard."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.schema import finish_frame


def finished(schema_version: int = 42, **dashboard: Any) -> dict[str, Any]:
    """The dashboard as it comes out."""
    finish_frame(dashboard, schema_version)
    return dashboard


@pytest.mark.parametrize("schema_version", [41, 42])
def test_the_schema_is_that_of_the_target(schema_version: int) -> None:
    assert finished(schema_version, schemaVersion=12)["schemaVersion"] == schema_version


def test_what_nobody_chose_is_what_grafana_saves() -> None:
    assert finished() == {
        "editable": True,
        "fiscalYearStartMonth": 0,
        "graphTooltip": 0,
        "links": [],
        "preload": False,
        "schemaVersion": 42,
        "tags": [],
        "time": {"from": "now-6h", "to": "now"},
        "timepicker": {},
        "timezone": "browser",
        "weekStart": "",
    }


def test_grafanalibs_time_picker_is_the_usual_one() -> None:
    picker = {
        "hidden": False,
        "refresh_intervals": ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"],
        "time_options": ["5m", "15m"],
    }

    assert finished(timepicker=picker)["timepicker"] == {}
    assert finished(timepicker={**picker, "hidden": True})["timepicker"] == {"hidden": True}


def test_empty_texts_are_left_out() -> None:
    dashboard = finished(description="", refresh="")

    assert "description" not in dashboard
    assert "refresh" not in dashboard


def test_no_two_dashboards_share_a_list() -> None:
    first = finished()
    first["tags"].append("x")

    assert finished()["tags"] == []
