"""Stat, gauge and bar gauge panels."""

from __future__ import annotations

import pytest

from glimpse_gitops.authoring import BarGauge, GaugePanel, Stat


@pytest.mark.parametrize(("kind", "type"), [(Stat, "stat"), (GaugePanel, "gauge"), (BarGauge, "bargauge")])
def test_series_are_reduced_where_grafana_looks_for_it(kind: type[Stat | GaugePanel | BarGauge], type: str) -> None:
    drawn = kind(title="Heap", calc="max", orientation="vertical").to_json_data()

    assert drawn["type"] == type
    assert drawn["options"]["reduceOptions"] == {"calcs": ["max"], "fields": "", "values": False}
    assert drawn["options"]["orientation"] == "vertical"


def test_a_stat_shows_what_the_author_chose() -> None:
    options = Stat(title="A", graph="none", color="background", text="name", show_change=True).to_json_data()["options"]

    assert options["graphMode"] == "none"
    assert options["colorMode"] == "background"
    assert options["textMode"] == "name"
    assert options["showPercentChange"] is True


def test_a_gauge_shows_its_thresholds_in_the_options() -> None:
    options = GaugePanel(title="A", show_threshold_labels=True, show_threshold_markers=False).to_json_data()["options"]

    assert (options["showThresholdLabels"], options["showThresholdMarkers"]) == (True, False)


def test_bars_are_drawn_as_the_author_chose() -> None:
    options = BarGauge(title="A", display="lcd", values="text", names="left", show_unfilled=False).to_json_data()[
        "options"
    ]

    assert options["displayMode"] == "lcd"
    assert options["valueMode"] == "text"
    assert options["namePlacement"] == "left"
    assert options["showUnfilled"] is False
