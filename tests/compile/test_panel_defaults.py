"""What each panel type fills in."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.authoring import BarGauge, GaugePanel, Heatmap, Logs, Panel, Stat, Table, Text, TimeSeries
from glimpse_gitops.compile.panel_defaults import PANEL_DEFAULTS

PANELS: tuple[Panel, ...] = (
    BarGauge(title="x"), GaugePanel(title="x"), Heatmap(title="x"), Logs(title="x"), Stat(title="x"), Table(title="x"),
    Text(content="x"), TimeSeries(title="x"),
)  # fmt: skip


def keys(tree: Any, above: str = "") -> set[str]:
    """Every key of a tree, with those above it."""
    if not isinstance(tree, dict):
        return set()
    return {f"{above}{key}" for key in tree} | {found for key in tree for found in keys(tree[key], f"{above}{key}.")}


def test_every_panel_that_authors_write_has_its_defaults() -> None:
    assert {panel.TYPE for panel in PANELS} == set(PANEL_DEFAULTS)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.TYPE)
def test_an_author_writes_nothing_that_the_plugin_does_not_know(panel: Panel) -> None:
    drawn = {key: value for key, value in panel.to_json_data()["options"].items() if value is not None}
    of_this_panel_only = {"content", "cellValues", "yAxis.decimals", "yAxis.max", "yAxis.min", "yAxis.unit"}

    assert keys(drawn) - keys(PANEL_DEFAULTS[panel.TYPE].options) <= of_this_panel_only
