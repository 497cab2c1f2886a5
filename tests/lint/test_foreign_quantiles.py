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
