"""Data sources in dashboards from elsewhere: only what one Grafana made up is at fault."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files


def found(uid: str, declared: str = "", panel_type: str = "stat") -> set[str]:
    """What is found in a dashboard with a panel on that data source, beside a file that provisions another."""
    panel = {"title": "A", "type": panel_type, "datasource": {"type": "prometheus", "uid": uid}}
    text = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
    files = [foreign_from_bytes("a.json", text.encode())]
    if declared:
        sources = f"apiVersion: 1\ndatasources:\n- {{name: a, uid: {declared}, type: prometheus}}\n"
        files.append(foreign_from_bytes("sources.yml", sources.encode()))
    return {finding.rule for finding in lint_files(files)}


@pytest.mark.parametrize("uid", ["1_UFfQJGk", "be4ow35nk6k1sb"])
def test_a_uid_that_grafana_made_up_is_at_fault(uid: str) -> None:
    assert "DB305" in found(uid)


@pytest.mark.parametrize("uid", ["prometheus", "Metrics", "$ds", "${DS_PROMETHEUS}", "-- Mixed --"])
def test_a_name_that_people_chose_is_not(uid: str) -> None:
    assert "DB305" not in found(uid)


def test_a_uid_that_follows_from_the_name_of_a_provisioned_source_is_not() -> None:
    assert "DB305" not in found("P1809F7CD0C75ACF3")


def test_a_uid_that_a_provisioning_file_declares_is_not() -> None:
    assert "DB305" not in found("1_UFfQJGk", "1_UFfQJGk")


@pytest.mark.parametrize("panel_type", ["text", "row", "dashlist"])
def test_a_panel_that_asks_nothing_may_name_any(panel_type: str) -> None:
    assert "DB305" not in found("1_UFfQJGk", panel_type=panel_type)


def test_one_provisioned_source_does_not_say_that_there_are_no_others() -> None:
    assert "DB305" not in found("metrics", "main")
    assert "DB305" in found("1_UFfQJGk", "main")


CHART = """
datasources:
  datasources.yaml:
    apiVersion: 1
    datasources:
      - {name: Main, type: prometheus, uid: 1_UFfQJGk}
"""
STACK = "grafana: {additionalDataSources: [{name: Main, type: prometheus, uid: 1_UFfQJGk}]}"
RESOURCE = """
kind: GrafanaDatasource
apiVersion: grafana.integreatly.org/v1beta1
metadata: {name: main}
spec: {datasource: {name: Main, type: prometheus, uid: 1_UFfQJGk}}
"""


CONFIG_MAP = """
apiVersion: v1
kind: ConfigMap
metadata: {name: main}
data:
  main.yaml: |
    apiVersion: 1
    datasources:
      - {name: Main, type: prometheus, uid: 1_UFfQJGk}
"""


@pytest.mark.parametrize("values", [CHART, STACK, RESOURCE, CONFIG_MAP])
def test_a_uid_that_the_values_of_a_chart_or_a_resource_declare_is_right(values: str) -> None:
    panel = {"title": "A", "type": "stat", "datasource": {"type": "prometheus", "uid": "1_UFfQJGk"}}
    text = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
    files = [foreign_from_bytes("a.json", text.encode()), foreign_from_bytes("values.yaml", values.encode())]
    assert "DB305" not in {finding.rule for finding in lint_files(files)}


def test_a_number_that_an_old_grafana_gave_is_at_fault() -> None:
    assert "DB305" in found("000000001")


def test_a_panel_on_the_default_asks_that_whatever_its_queries_name() -> None:
    target = {"refId": "A", "expr": "up", "datasource": {"type": "prometheus", "uid": "1_UFfQJGk"}}

    def of_panel(reference: object) -> set[str]:
        panel = {"title": "A", "type": "stat", "datasource": reference, "targets": [target]}
        text = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
        return {one.rule for one in lint_files([foreign_from_bytes("a.json", text.encode())])}

    assert "DB305" not in of_panel({})
    assert "DB305" in of_panel(None)


@pytest.mark.parametrize(
    ("url", "faults"),
    [
        ("http://prometheus:9090", {"PQ002"}),
        ("http://victoria-metrics:8428", set()),
        ("http://vmselect/select/0", set()),
    ],
)
def test_queries_to_a_victoriametrics_are_no_promql(url: str, faults: set[str]) -> None:
    target = {"refId": "A", "expr": "sum(rate(x_total))"}
    panel = {"title": "A", "type": "stat", "datasource": {"type": "prometheus", "uid": "main"}, "targets": [target]}
    board = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
    sources = f"apiVersion: 1\ndatasources:\n- {{name: a, uid: main, type: prometheus, url: '{url}'}}\n"
    files = [foreign_from_bytes("a.json", board.encode()), foreign_from_bytes("sources.yml", sources.encode())]
    assert {one.rule for one in lint_files(files)} & {"PQ001", "PQ002"} == faults
