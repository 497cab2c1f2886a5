"""Dashboards as authors write them."""

from __future__ import annotations

from glimpse_gitops.authoring import Dashboard, Row, Text

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
