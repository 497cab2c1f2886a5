"""The type of a data source follows from the nearest reference that says something."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.lint.datasource_types import type_of

VARIABLES = [
    {"type": "datasource", "name": "metrics", "query": "prometheus"},
    {"type": "datasource", "name": "logs", "query": "loki"},
    {"type": "query", "name": "job", "query": "up"},
]
DECLARED = {"main": "prometheus", "lines": "loki"}


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ([{"type": "prometheus", "uid": "${metrics}"}], "prometheus"),
        ([{"type": "prometheus", "uid": "$logs"}], "loki"),
        ([{"uid": "[[metrics]]"}], "prometheus"),
        ([{"type": "loki", "uid": "${gone}"}], "loki"),
        (["$metrics"], "prometheus"),
        ([{"uid": "lines"}], "loki"),
        (["main"], "prometheus"),
        ([None, {"uid": "main"}], "prometheus"),
        ([{"type": "loki", "uid": "x"}, {"type": "prometheus", "uid": "main"}], "loki"),
        ([{"type": "datasource", "uid": "-- Mixed --"}, {"uid": "main"}], ""),
        ([{"type": "datasource", "uid": "grafana"}], ""),
        (["somewhere"], ""),
        ([{"uid": 7}], "default"),
        ([None], "default"),
        ([], "default"),
    ],
)
def test_the_nearest_reference_decides(references: list[Any], expected: str) -> None:
    assert type_of(references, VARIABLES, DECLARED, "default") == expected
