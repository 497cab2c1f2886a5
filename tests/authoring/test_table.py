"""Table panels."""

from __future__ import annotations

from glimpse_gitops.authoring import Table


def test_a_table_is_sorted_by_columns() -> None:
    options = Table(title="A", sort_by=[("Value", "desc"), ("Time", "asc")]).to_json_data()["options"]

    assert options["sortBy"] == [{"displayName": "Value", "desc": True}, {"displayName": "Time", "desc": False}]


def test_cells_are_drawn_the_way_of_grafana_12() -> None:
    config = Table(title="A", cell="color-background", align="right", filterable=True).to_json_data()["fieldConfig"]

    assert config["defaults"]["custom"] == {
        "align": "right",
        "cellOptions": {"type": "color-background"},
        "inspect": False,
        "filterable": True,
    }
