"""The template variables of a dashboard."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.variables import finish_variables
from glimpse_gitops.model.datasource import Prometheus

OF_GRAFANALIB = {
    "auto": False, "auto_count": 30, "auto_min": "10s", "hide": 0, "includeAll": False, "multi": False, "options": [],
    "refresh": 1, "sort": 1, "useTags": False,
}  # fmt: skip
"""What grafanalib writes for every type of variable, nulls apart."""


def finished(**variable: Any) -> dict[str, Any]:
    """One variable as it comes out."""
    dashboard: dict[str, Any] = {"templating": {"list": [{**OF_GRAFANALIB, **variable}]}}
    finish_variables(dashboard, [Prometheus(uid="prom", url="http://prometheus:9090")])
    (result,) = dashboard["templating"]["list"]
    assert isinstance(result, dict)
    return result


CHOSEN = {"current": {"selected": True, "tags": [], "text": "a", "value": "a"}}
"""A choice as grafanalib writes it."""


@pytest.mark.parametrize(
    ("variable", "result"),
    [
        (
            {"type": "query", "name": "job", "query": "label_values(up, job)", "datasource": "Prometheus"},
            {
                "type": "query", "name": "job", "query": "label_values(up, job)", "definition": "label_values(up, job)",
                "datasource": {"type": "prometheus", "uid": "prom"}, "current": {}, "includeAll": False, "options": [],
                "refresh": 1, "regex": "", "sort": 1,
            },
        ),
        (
            {"type": "datasource", "name": "ds", "query": "prometheus", **CHOSEN},
            {
                "type": "datasource", "name": "ds", "query": "prometheus", "current": {"text": "a", "value": "a"},
                "includeAll": False, "options": [], "refresh": 1, "regex": "",
            },
        ),
        (
            {"type": "custom", "name": "env", "query": "a,b", "options": [{"value": "a"}, {"value": "b"}], **CHOSEN},
            {
                "type": "custom", "name": "env", "query": "a,b", "current": {"text": "a", "value": "a"}, "options": [],
                "includeAll": False,
            },
        ),
        (
            {"type": "interval", "name": "window", "query": "a, b", **CHOSEN},
            {
                "type": "interval", "name": "window", "query": "a, b", "current": {"text": "a", "value": "a"},
                "auto": False, "auto_count": 30, "auto_min": "10s", "refresh": 2,
                "options": [
                    {"selected": True, "text": "a", "value": "a"},
                    {"selected": False, "text": "b", "value": "b"},
                ],
            },
        ),
        (
            {"type": "constant", "name": "cluster", "query": "a", "hide": 2},
            {"type": "constant", "name": "cluster", "query": "a", "hide": 2, "current": {"text": "a", "value": "a"}},
        ),
        (
            {"type": "constant", "name": "cluster", "query": "a"},
            {
                "type": "textbox", "name": "cluster", "query": "a", "current": {"text": "a", "value": "a"},
                "options": [{"selected": True, "text": "a", "value": "a"}],
            },
        ),
    ],
    ids=["query", "datasource", "custom", "interval", "hidden constant", "constant that people see"],
)  # fmt: skip
def test_each_type_is_written_as_grafana_saves_it(variable: dict[str, Any], result: dict[str, Any]) -> None:
    assert finished(**variable) == result


def test_what_an_author_chose_is_kept() -> None:
    variable = finished(type="query", name="job", query="up", hide=2, multi=True, label="Job", allValue=".+", refresh=2)

    assert {key: variable[key] for key in ("hide", "multi", "label", "allValue", "refresh")} == {
        "hide": 2,
        "multi": True,
        "label": "Job",
        "allValue": ".+",
        "refresh": 2,
    }


def test_a_type_that_we_do_not_know_keeps_its_keys() -> None:
    assert finished(type="groupby", name="by", defaultValue={"text": "a"})["defaultValue"] == {"text": "a"}


def test_a_dashboard_without_variables_has_an_empty_list() -> None:
    dashboard: dict[str, Any] = {}
    finish_variables(dashboard, [])

    assert dashboard == {"templating": {"list": []}}
