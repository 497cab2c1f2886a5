"""The annotations of a dashboard."""

from __future__ import annotations

from glimpse_gitops.compile.annotations import built_in_annotation, finish_annotations
from glimpse_gitops.compile.datasource_refs import DatasourceRefs
from glimpse_gitops.model.datasource import Prometheus

REFS = DatasourceRefs([], [Prometheus(uid="prom", url="http://prometheus:9090")])


def test_every_dashboard_has_grafanas_own_annotation_first() -> None:
    dashboard = {"annotations": {"list": [{"name": "Deploys", "datasource": "Prometheus"}]}}
    finish_annotations(dashboard, REFS)

    assert dashboard["annotations"]["list"] == [
        built_in_annotation(),
        {"name": "Deploys", "datasource": {"type": "prometheus", "uid": "prom"}},
    ]


def test_grafanas_own_annotation_stands_only_once() -> None:
    dashboard = {"annotations": {"list": [{**built_in_annotation(), "name": "Alerts", "hide": False}]}}
    finish_annotations(dashboard, REFS)

    assert [annotation["name"] for annotation in dashboard["annotations"]["list"]] == ["Alerts"]


def test_a_query_stands_in_the_target() -> None:
    dashboard = {"annotations": {"list": [built_in_annotation(), {"name": "Deploys", "expr": "up", "step": "1m"}]}}
    finish_annotations(dashboard, REFS)

    assert dashboard["annotations"]["list"][1] == {
        "name": "Deploys",
        "target": {"expr": "up", "interval": "1m", "refId": "Anno"},
    }
