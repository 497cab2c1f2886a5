"""The field configuration and the options of a panel."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.field_config import finish_field_config


def finished(schema_version: int = 42, **panel: Any) -> dict[str, Any]:
    """The panel as it comes out."""
    finish_field_config(panel, schema_version)
    return panel


def thresholds(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A field configuration with these steps."""
    return {"defaults": {"thresholds": {"mode": "absolute", "steps": list(steps), **more}}}


def test_grafanalibs_steps_become_colors_and_values() -> None:
    given = thresholds(
        {"color": "green", "index": 0, "line": True, "op": "gt", "value": "null", "yaxis": "left"},
        {"color": "red", "index": 1, "line": True, "op": "gt", "value": 80, "yaxis": "left"},
    )

    assert finished(type="histogram", fieldConfig=given)["fieldConfig"]["defaults"]["thresholds"]["steps"] == [
        {"color": "green", "value": 0},
        {"color": "red", "value": 80},
    ]


@pytest.mark.parametrize("steps", ["", [], None])
def test_a_panel_without_thresholds_is_green(steps: object) -> None:
    config = {"defaults": {"thresholds": {"mode": "absolute", "steps": steps}}}

    assert finished(type="stat", options={"a": 1}, fieldConfig=config)["fieldConfig"]["defaults"]["thresholds"] == {
        "mode": "absolute",
        "steps": [{"color": "green", "value": 0}],
    }


def test_panels_that_color_nothing_have_no_thresholds() -> None:
    assert "fieldConfig" not in finished(type="text", options={"content": "x"}, fieldConfig=thresholds())


def test_shares_of_the_maximum_stay_shares() -> None:
    config = thresholds({"color": "green"}, {"color": "red", "value": 80}, mode="percentage")

    assert finished(type="gauge", fieldConfig=config)["fieldConfig"]["defaults"]["thresholds"]["mode"] == "percentage"


def test_what_the_author_left_out_is_what_the_plugin_fills_in() -> None:
    panel = finished(
        type="timeseries",
        options={"legend": {"displayMode": "table", "placement": "right", "calcs": ["max"]}},
        fieldConfig={"defaults": {"custom": {"lineWidth": 3, "scaleDistribution": {"type": "linear", "log": 2}}}},
    )

    custom = panel["fieldConfig"]["defaults"]["custom"]
    assert (custom["lineWidth"], custom["barWidthFactor"]) == (3, 0.6)
    assert custom["scaleDistribution"] == {"type": "linear"}
    assert panel["options"]["legend"] == {
        "calcs": ["max"], "displayMode": "table", "placement": "right", "showLegend": True,
    }  # fmt: skip
    assert panel["options"]["tooltip"] == {"hideZeros": False, "mode": "single", "sort": "none"}
    assert panel["fieldConfig"]["defaults"]["color"] == {"mode": "palette-classic"}


def test_a_hidden_legend_is_one_that_is_not_shown() -> None:
    legend = finished(type="barchart", options={"legend": {"displayMode": "hidden"}})["options"]["legend"]

    assert legend == {"displayMode": "list", "showLegend": False}


@pytest.mark.parametrize(("schema_version", "version"), [(41, "11.6.0"), (42, "12.4.0")])
def test_a_panel_tells_grafana_that_it_needs_no_migration(schema_version: int, version: str) -> None:
    assert finished(schema_version, type="stat", options={"textMode": "auto"})["pluginVersion"] == version


@pytest.mark.parametrize(
    "panel",
    [
        {"type": "gauge"},
        {"type": "heatmap", "options": []},
        {"type": "bargauge", "options": {"fieldOptions": {"calcs": ["max"]}}},
        {"type": "table", "options": {"showHeader": True}, "columns": []},
        {"type": "geomap", "options": {"view": {}}},
    ],
    ids=["gauge", "heatmap", "bargauge", "table", "a plugin that we do not know"],
)
def test_an_old_shape_is_left_to_grafana_to_migrate(panel: dict[str, Any]) -> None:
    assert "pluginVersion" not in finished(**panel)


def test_no_two_panels_share_what_was_filled_in() -> None:
    first = finished(type="stat", options={"textMode": "auto"})
    second = finished(type="stat", options={"textMode": "auto"})
    first["options"]["reduceOptions"]["calcs"].append("max")

    assert second["options"]["reduceOptions"]["calcs"] == ["lastNotNull"]
