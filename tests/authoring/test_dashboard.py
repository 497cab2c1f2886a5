"""Dashboards as authors write them."""

from __future__ import annotations

from typing import Any

import pytest
from grafanalib import core

from glimpse_gitops.authoring import Dashboard, Row, Text, TextVariable
from glimpse_gitops.model.type_faults import type_faults

above, first, second = Text(title="above", content="a"), Text(title="1", content="b"), Text(title="2", content="c")


def test_rows_are_a_dictionary_of_titles_and_panels() -> None:
    panels = Dashboard(uid="x", title="X", panels=[above], rows={"One": [first], "Two": [second]}).to_json_data()[
        "panels"
    ]

    assert [panel if isinstance(panel, Text) else panel["title"] for panel in panels] == [
        above,
        "One",
        first,
        "Two",
        second,
    ]


def test_rows_with_more_to_say_are_a_list() -> None:
    panels = Dashboard(uid="x", title="X", rows=[Row("One", [first], collapsed=True)]).to_json_data()["panels"]

    assert [panel["collapsed"] for panel in panels] == [True]


def test_a_time_range_ends_now_unless_said_otherwise() -> None:
    assert Dashboard(uid="x", title="X", time="now-1h").to_json_data()["time"] == {"from": "now-1h", "to": "now"}
    past = Dashboard(uid="x", title="X", time=("now-2d", "now-1d"))
    assert past.to_json_data()["time"] == {"from": "now-2d", "to": "now-1d"}


def test_tooltips_are_shared_as_the_author_chose() -> None:
    assert Dashboard(uid="x", title="X").to_json_data()["graphTooltip"] == 1
    assert Dashboard(uid="x", title="X", tooltips="own").to_json_data()["graphTooltip"] == 0


@pytest.mark.parametrize(
    "time", ["now-6h", "now/d", "now-1d/d", "now-1M/M", "now-1fQ/fQ", "2026-01-31T00:00:00Z", "1700000000000"]
)
def test_a_time_range_starts_at_what_grafana_reads(time: str) -> None:
    assert Dashboard(uid="x", title="X", time=time).to_json_data()["time"]["from"] == time


@pytest.mark.parametrize("time", ["6h", "now - 6h", "now-6hours", "", "yesterday"])
def test_a_time_that_grafana_does_not_read_is_refused(time: str) -> None:
    with pytest.raises(ValueError, match=f'^dashboard "X": time must be written like "now-6h", not "{time}"$'):
        Dashboard(uid="x", title="X", time=(time, "now"))


@pytest.mark.parametrize("refresh", ["", "auto", "30s", "1m"])
def test_a_dashboard_is_read_again_after_a_duration(refresh: str) -> None:
    assert Dashboard(uid="x", title="X", refresh=refresh).to_json_data()["refresh"] == refresh


def test_a_refresh_that_is_no_duration_is_refused() -> None:
    with pytest.raises(ValueError, match=r'^dashboard "X": refresh: "30 seconds" is not a duration such as "30s"'):
        Dashboard(uid="x", title="X", refresh="30 seconds")


def test_parts_of_other_libraries_and_plain_json_are_taken() -> None:
    class Model:
        def to_json(self) -> dict[str, str]:
            return {"type": "text", "title": "a"}

    class Builder:
        def build(self) -> Model:
            return Model()

    panels = [Model(), Builder(), {"type": "text"}, core.Text(title="a", content="b")]
    link, variable = {"type": "link"}, core.Template(name="a", query="b", dataSource="p")
    dashboard = Dashboard(
        uid="x", title="X", panels=panels, rows={"Row": panels}, links=[link], variables=[variable], annotations=[link]
    )
    assert list(type_faults(dashboard, "it", inside=False)) == []


def test_a_panel_that_is_a_text_is_told_what_a_panel_is() -> None:
    wrong: Any = ["up"]
    (fault,) = type_faults(Dashboard(uid="x", title="X", panels=wrong), "it", inside=False)
    assert fault.startswith("it.panels[0] must be a panel such as TimeSeries(")


def test_two_variables_of_one_name_are_refused() -> None:
    job = TextVariable(name="job")
    with pytest.raises(ValueError, match='dashboard "Shop": two variables have the name "job"'):
        Dashboard(uid="shop", title="Shop", variables=[job, TextVariable(name="q"), job])


@pytest.mark.parametrize("zone", ["", "browser", "utc", "Asia/Seoul", "UTC"])
def test_it_shows_the_times_of_a_zone(zone: str) -> None:
    assert Dashboard(uid="x", title="X", timezone=zone).to_json_data()["timezone"] == zone


def test_a_misspelt_time_zone_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r'^dashboard "X": there is no time zone "Asia/Soul": did you mean "Asia/Seoul"'
    ):
        Dashboard(uid="x", title="X", timezone="Asia/Soul")
