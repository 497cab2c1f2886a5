"""Rows."""

from __future__ import annotations

from glimpse_gitops.authoring import Row, Text

text = Text(content="Hello")


def test_a_row_is_a_heading_and_its_panels_after_it() -> None:
    heading, panel = Row("Traffic", [text]).to_json_data()

    assert (heading["type"], heading["title"], heading["panels"]) == ("row", "Traffic", [])
    assert panel is text


def test_a_collapsed_row_holds_its_panels() -> None:
    (heading,) = Row("Details", [text], collapsed=True, repeat="job").to_json_data()

    assert heading["panels"] == [text]
    assert heading["repeat"] == "job"
