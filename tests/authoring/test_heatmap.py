"""Heatmap panels."""

from __future__ import annotations

from glimpse_gitops.authoring import Heatmap


def test_the_unit_is_that_of_the_buckets() -> None:
    options = Heatmap(title="Latency", unit="s", cell_unit="reqps", max=10, scheme="Blues").to_json_data()["options"]

    assert options["yAxis"]["unit"] == "s"
    assert options["yAxis"]["max"] == 10
    assert options["cellValues"] == {"unit": "reqps"}
    assert options["color"]["scheme"] == "Blues"
