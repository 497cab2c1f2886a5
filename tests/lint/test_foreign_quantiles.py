"""Quantiles of summaries in dashboards from elsewhere: those of one instance are one series."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files


def found(matchers: str) -> bool:
    """Whether the average over the series of a summary is reported."""
    expr = f'avg(go_gc_duration_seconds{{{matchers}, quantile="0.9"}})'
    target = {"refId": "A", "expr": expr, "datasource": {"type": "prometheus", "uid": "$ds"}}
    panel = {"title": "A", "type": "timeseries", "targets": [target]}
    text = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
    return any(one.rule == "PQ113" for one in lint_files([foreign_from_bytes("a.json", text.encode())]))


@pytest.mark.parametrize("matchers", ['instance="$instance"', 'pod="a"', '$instance_label="$instance"'])
def test_the_quantile_of_one_instance_is_fine(matchers: str) -> None:
    assert not found(matchers)


@pytest.mark.parametrize("matchers", ['job="a"', 'instance=~"$instance"', 'pod!="a"'])
def test_that_of_several_is_not(matchers: str) -> None:
    assert found(matchers)


def repeated(expr: str) -> bool:
    """Whether it is reported in a panel that is repeated for each instance."""
    target = {"refId": "A", "expr": expr, "datasource": {"type": "prometheus", "uid": "$ds"}}
    panel = {"title": "A", "type": "timeseries", "targets": [target], "repeat": "instance"}
    text = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
    return any(one.rule == "PQ113" for one in lint_files([foreign_from_bytes("a.json", text.encode())]))


def test_a_panel_for_each_instance_asks_one_at_a_time() -> None:
    quantile = "sum(histogram_quantile(0.9, rate(a_seconds_bucket{%s}[5m])))"
    assert not repeated(quantile % 'instance=~"$instance"')
    assert repeated(quantile % 'instance=~"$other"')
    assert repeated(quantile % 'job="a"')
