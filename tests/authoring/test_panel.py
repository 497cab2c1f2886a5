"""What every panel has in common."""

from __future__ import annotations

import pytest
from grafanalib import core

from glimpse_gitops.authoring import Datasource, DatasourceVariable, Panel, PanelLink, Prometheus, Text, TimeSeries

prometheus = Prometheus(uid="prometheus", url="http://prometheus:9090")


def test_a_panel_says_its_type_and_what_the_author_gave() -> None:
    panel = TimeSeries(title="Up", description="What is up", targets=[prometheus.query("up")], width=12, height=5)

    drawn = panel.to_json_data()

    assert (drawn["type"], drawn["title"], drawn["description"]) == ("timeseries", "Up", "What is up")
    assert drawn["gridPos"] == {"w": 12, "h": 5}
    assert drawn["targets"] == list(panel.targets)


def test_grafanalibs_hundred_points_are_not_ours() -> None:
    assert TimeSeries(title="Up").to_json_data()["maxDataPoints"] is None
    assert TimeSeries(title="Up", max_data_points=500).to_json_data()["maxDataPoints"] == 500


@pytest.mark.parametrize("datasource", [prometheus, Datasource.existing("prometheus"), DatasourceVariable(prometheus)])
def test_a_panel_names_its_data_source_by_an_object(datasource: Datasource | DatasourceVariable) -> None:
    drawn = TimeSeries(title="Up", datasource=datasource).to_json_data()

    assert drawn["datasource"] == {"type": "prometheus", "uid": datasource.reference["uid"]}


def test_repeating_a_panel_takes_the_name_of_a_variable() -> None:
    drawn = TimeSeries(title="Up", repeat="job", repeat_direction="v", max_per_row=3).to_json_data()

    assert (drawn["repeat"], drawn["repeatDirection"], drawn["maxPerRow"]) == ("job", "v", 3)
    assert TimeSeries(title="Up").to_json_data()["repeatDirection"] is None


def test_raw_json_is_merged_into_what_a_panel_says() -> None:
    panel = TimeSeries(title="Up", unit="s", extra={"fieldConfig": {"defaults": {"displayName": "name"}}})

    defaults = panel.to_json_data()["fieldConfig"]["defaults"]

    assert (defaults["displayName"], defaults["unit"]) == ("name", "s")


def test_links_stand_in_the_header() -> None:
    panel = Text(content="See there", links=[PanelLink("There", "/d/there", new_tab=True)])

    assert panel.to_json_data()["links"] == [{"title": "There", "url": "/d/there", "targetBlank": True}]


@pytest.mark.parametrize(("width", "height"), [(0, 1), (25, 1), (1, 0)])
def test_a_size_that_no_grid_has_is_refused_where_it_stands(width: int, height: int) -> None:
    with pytest.raises(ValueError, match=r'panel "Up": (width|height) is 1'):
        TimeSeries(title="Up", width=width, height=height)


def test_panels_are_told_apart_by_what_they_are_not_by_what_they_hold() -> None:
    first, second = TimeSeries(title="Up"), TimeSeries(title="Up")

    assert first != second
    assert len({first, second}) == 2


def test_a_panel_goes_into_a_plain_grafanalib_dashboard() -> None:
    panel = Text(content="Hello")

    dashboard = core.Dashboard(title="Plain", panels=[panel]).auto_panel_ids()

    assert dashboard.panels == [panel]


def test_panels_without_a_class_of_their_own_are_no_dashboards() -> None:
    assert hasattr(Panel(title="x"), "gridPos")
