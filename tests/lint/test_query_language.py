"""Which queries of an unknown data source are held for PromQL."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.lint.query_language import reads_as_promql

from . import sample_project


@pytest.mark.parametrize(
    "expr",
    [
        "sum(rate(foo[5m])",
        "sum by (job (up)",
        'foo{bar="x"',
        "rat(foo[$__rate_interval])",
        "histogram_quantile(0.9, foo",
    ],
)
def test_a_broken_query_with_the_marks_of_promql_is_promql(expr: str) -> None:
    assert reads_as_promql(expr, ["My Prometheus"])


@pytest.mark.parametrize(
    ("expr", "uid", "panel_type"),
    [
        ('{app="api"} |= "error"', "Main", ""),
        ('sum(rate({app="api"} |= "error" [5m]))', "Main", ""),
        ('sum(rate({app="api"} | json | status >= 500 [5m])', "Main", ""),
        ('sum(count_over_time({app="api"} != "ok" [5m])', "Main", ""),
        ('sum(bytes_rate({app="api"}[5m]))', "Main", ""),
        ('{ span.http.status_code = 500 && name = "x" }', "Main", ""),
        ("error AND _time:5m", "Main", ""),
        ("SELECT count(*) FROM up", "MySQL", ""),
        ("SELECT avg(x) as a, count() FROM siem.threats WHERE t >= now() - INTERVAL 1 HOUR", "Main", ""),
        ("sum(rate(foo[5m])", "Loki Production", ""),
        ("sum(rate(foo[5m])", "${DS_LOKI}", ""),
        ("sum(rate(foo[5m])", "Main", "logs"),
        ("", "Main", ""),
    ],
)
def test_a_query_that_may_be_of_another_language_is_left_alone(expr: str, uid: str, panel_type: str) -> None:
    assert not reads_as_promql(expr, [uid], panel_type)


def found(expr: str, datasource: object, **dashboard: Any) -> set[str]:
    """The query rules that find something in a panel's query on the data source."""
    target = {"refId": "A", "expr": expr}
    panel = {"id": 1, "title": "P", "type": "timeseries", "datasource": datasource, "targets": [target]}
    findings = sample_project.in_dashboard({"uid": "a", "title": "A", "panels": [panel], **dashboard})
    return {one.rule for one in findings if one.rule[:2] in ("PQ", "XF")}


@pytest.mark.parametrize("datasource", ["My Prometheus", "${DS_PROM}", {"uid": "abc"}, {"uid": "-- Mixed --"}, None])
def test_a_syntax_error_is_found_on_a_data_source_that_nobody_knows(datasource: object) -> None:
    assert found("sum(rate(foo[5m])", datasource) == {"PQ001"}
    assert found("rate(foo)", datasource) == {"PQ002"}
    assert found("sum(rat(foo[5m]))", datasource) == {"PQ004"}


def test_no_metric_or_label_is_unknown_there() -> None:
    assert found('sum by (nothing) (rate(http_request_total{status="x"}[5m]))', "My Prometheus") == set()


@pytest.mark.parametrize(("plugin", "rules"), [("prometheus", {"XF601"}), ("loki", set())])
def test_the_inputs_of_an_exported_dashboard_say_the_type(plugin: str, rules: set[str]) -> None:
    inputs = [{"name": "DS_MAIN", "type": "datasource", "pluginId": plugin}]
    assert found("sum(rate(nothing[5m]))", "${DS_MAIN}", __inputs=inputs) == rules


def test_a_source_that_a_panel_and_its_queries_name_is_told_once() -> None:
    targets = [{"refId": letter, "datasource": "Production", "expr": "up"} for letter in "ABC"]
    panel = {"title": "A", "datasource": "Production", "targets": targets}
    findings = [one for one in sample_project.in_panel(panel) if one.rule == "DB305"]
    assert [one.object for one in findings] == ["dashboard Sample dashboard, panel A"]


def test_a_data_source_by_name_is_not_to_be_declared_by_that_name() -> None:
    (finding,) = [one for one in sample_project.in_panel({"title": "A", "datasource": "My Prometheus"}) if one.hint]
    assert "this is a name" in finding.hint
    assert "existing" not in finding.hint
