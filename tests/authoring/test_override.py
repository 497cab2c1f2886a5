"""Overrides."""

from __future__ import annotations

from glimpse_gitops.authoring import Override, color_of


def test_an_override_can_choose_its_fields_by_a_pattern() -> None:
    assert Override("/^5/", {"unit": "s"}, by="byRegexp").to_json_data() == {
        "matcher": {"id": "byRegexp", "options": "/^5/"},
        "properties": [{"id": "unit", "value": "s"}],
    }


def test_one_series_gets_one_color() -> None:
    assert color_of("5xx", "red").to_json_data()["properties"] == [
        {"id": "color", "value": {"mode": "fixed", "fixedColor": "red"}}
    ]
