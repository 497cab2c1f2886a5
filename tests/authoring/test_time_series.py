"""Time series panels."""

from __future__ import annotations

from typing import Any

from glimpse_gitops.authoring import Legend, Threshold, TimeSeries


def custom(panel: TimeSeries) -> dict[str, Any]:
    """What only this panel type knows of its fields."""
    drawn: dict[str, Any] = panel.to_json_data()["fieldConfig"]["defaults"]["custom"]
    return drawn


def test_thresholds_are_drawn_where_there_are_any() -> None:
    assert custom(TimeSeries(title="A"))["thresholdsStyle"] == {"mode": "off"}
    assert custom(TimeSeries(title="A", thresholds=[Threshold(1)]))["thresholdsStyle"] == {"mode": "dashed"}
    shaded = TimeSeries(title="A", thresholds=[Threshold(1)], thresholds_style="area")
    assert custom(shaded)["thresholdsStyle"] == {"mode": "area"}


def test_the_tooltip_shows_all_series_the_largest_first() -> None:
    assert TimeSeries(title="A").to_json_data()["options"]["tooltip"] == {
        "hideZeros": False,
        "mode": "multi",
        "sort": "desc",
    }


def test_an_axis_may_be_logarithmic() -> None:
    assert custom(TimeSeries(title="A"))["scaleDistribution"] == {"type": "linear"}
    assert custom(TimeSeries(title="A", log_base=10))["scaleDistribution"] == {"type": "log", "log": 10}


def test_gaps_may_be_joined_up_to_a_length() -> None:
    assert custom(TimeSeries(title="A", span_nulls=60_000))["spanNulls"] == 60_000


def test_a_legend_is_sorted_by_a_column() -> None:
    legend = Legend(mode="table", placement="right", calcs=["max"], sort_by="Max")

    assert TimeSeries(title="A", legend=legend).to_json_data()["options"]["legend"] == {
        "calcs": ["max"],
        "displayMode": "table",
        "placement": "right",
        "showLegend": True,
        "sortBy": "Max",
        "sortDesc": True,
    }


def test_a_hidden_legend_is_a_list_that_is_not_shown() -> None:
    legend = TimeSeries(title="A", legend=Legend(mode="hidden", width=200)).to_json_data()["options"]["legend"]

    assert legend == {
        "calcs": [],
        "displayMode": "list",
        "placement": "bottom",
        "showLegend": False,
        "width": 200,
    }
