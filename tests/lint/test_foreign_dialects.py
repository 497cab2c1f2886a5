"""Rule files for other servers than Prometheus: for Loki's ruler, and for vmalert."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files

LINES = '{app="api"} |= "error" [5m]'


def found(*expressions: str) -> list[str]:
    """The rules of what is found in a group that records these expressions."""
    rules = "".join(f"\n  - record: api:errors:count{n}\n    expr: '{expr}'" for n, expr in enumerate(expressions))
    text = f"groups:\n- name: api\n  rules:{rules}\n"
    return [finding.rule for finding in lint_files([foreign_from_bytes("rules.yml", text.encode())])]


def said(text: str) -> set[str]:
    """The rules of what is found in an alert with this summary."""
    alert = f"  - {{alert: Down, expr: up == 0, labels: {{severity: page}}, annotations: {{summary: '{text}'}}}}\n"
    file = foreign_from_bytes("rules.yml", f"groups:\n- name: up\n  rules:\n{alert}".encode())
    return {finding.rule for finding in lint_files([file])}


def test_a_group_for_loki_may_hold_what_prometheus_could_read() -> None:
    lines = f"sum(count_over_time({LINES}))"
    assert found(lines, 'sum(count_over_time({app="api"}[5m]))', 'sum(rate({app="api"}[5m])) or vector(0)') == []


def test_lines_that_lack_a_text_are_those_of_loki() -> None:
    assert found('sum(count_over_time({app="api"} !~ "debug|trace" [5m])) > 10') == []
    assert found('sum(count_over_time({app="api"} != "debug" [5m])) > 10', 'rate({app="api"}[1m])') == []


def test_one_expression_for_loki_among_those_of_prometheus_is_told() -> None:
    assert found(f"sum(count_over_time({LINES}))", 'sum(rate(errors_total{app="api"}[5m]))') == ["PQ006"]


@pytest.mark.parametrize("text", ["{{ $activeAt.Unix }}", "{{ $expr | queryEscape }}", '{{ parseDurationTime "1h" }}'])
def test_what_vmalert_knows_is_known_in_files_from_elsewhere(text: str) -> None:
    assert said(text) == set()


def test_what_nobody_knows_is_told_in_files_from_elsewhere() -> None:
    assert said("{{ $nothing }}") == {"AL222"}
    assert said("{{ unknown 1 }}") == {"AL211"}


def test_a_group_of_prometheus_in_a_file_of_grafana_is_told_once() -> None:
    rules = "".join(f"\n  - {{alert: Down{n}, expr: up == {n}, labels: {{severity: page}}}}" for n in range(3))
    text = f"apiVersion: 1\ngroups:\n- name: up\n  rules:{rules}\n"
    assert [one.rule for one in lint_files([foreign_from_bytes("rules.yml", text.encode())])] == ["RF802"]


@pytest.mark.parametrize(("alerts", "rules"), [(5, []), (4, ["AL230"] * 4)])
def test_paths_as_runbooks_are_meant_where_five_alerts_have_one(alerts: int, rules: list[str]) -> None:
    texts = "annotations: {summary: Too many, runbook_url: 'docs/runbooks/down.md#steps'}"
    every = (f"\n  - {{alert: A{n}, expr: load > {n}, labels: {{severity: page}}, {texts}}}" for n in range(alerts))
    file = foreign_from_bytes("rules.yml", f"groups:\n- name: up\n  rules:{''.join(every)}\n".encode())
    assert [one.rule for one in lint_files([file])] == rules


def test_words_in_the_place_of_runbooks_are_told_however_many_there_are() -> None:
    texts = "annotations: {summary: Too many, runbook_url: TBD}"
    every = (f"\n  - {{alert: A{n}, expr: load > {n}, labels: {{severity: page}}, {texts}}}" for n in range(6))
    file = foreign_from_bytes("rules.yml", f"groups:\n- name: up\n  rules:{''.join(every)}\n".encode())
    assert [one.rule for one in lint_files([file])] == ["AL230"] * 6


def test_a_group_of_vmalert_may_annotate_what_it_records() -> None:
    rules = "[{record: 'api:errors:count', expr: 'env: prod | stats count(*) errors', annotations: {a: b}}]"
    group = f"{{name: api, type: vlogs, extra_filter_labels: {{env: prod}}, rules: {rules}}}"
    assert not lint_files([foreign_from_bytes("rules.yml", f"groups: [{group}]".encode())])


def test_a_document_without_groups_beside_others_is_as_good_as_none() -> None:
    rules = "[{record: 'api:errors:count', expr: count(errors)}]"
    text = f"groups: [{{name: api, rules: {rules}}}]\n---\ngroups:\n"
    assert not lint_files([foreign_from_bytes("rules.yml", text.encode())])


def test_nothing_in_the_annotations_of_what_is_recorded_is_as_good_as_none() -> None:
    def told(more: str, kind: str = "PrometheusRule") -> set[str]:
        rule = f"{{record: 'api:errors:count', expr: count(errors), {more}}}"
        text = f"kind: {kind}\nspec: {{groups: [{{name: api, rules: [{rule}]}}]}}\n"
        return {one.rule for one in lint_files([foreign_from_bytes("rules.yml", text.encode())])}

    assert not told("annotations: {}")
    assert not told("for: 0s")
    assert told("annotations: {a: b}") == {"RF802"}
    assert told("for: 5m") == {"RF802"}
    assert not told("annotations: {a: b}", "VMRule")


def test_vmalert_shows_the_labels_of_the_rule_in_its_texts() -> None:
    def told(kind: str) -> set[str]:
        texts = "labels: {severity: page}, annotations: {summary: '{{ $labels.severity }} {{ $labels.alertname }}'}"
        text = f"kind: {kind}\nspec: {{groups: [{{name: a, rules: [{{alert: A, expr: sum(up) < 1, {texts}}}]}}]}}\n"
        return {one.rule for one in lint_files([foreign_from_bytes("rules.yml", text.encode())])}

    assert told("PrometheusRule") == {"AL210"}
    assert not told("VMRule")


def test_a_variable_behind_an_aggregation_may_be_its_grouping() -> None:
    def told(expr: str) -> set[str]:
        target = {"refId": "A", "expr": expr, "datasource": {"type": "prometheus", "uid": "$ds"}}
        listed = [{"type": "constant", "name": "by", "query": "by (node)"}]
        panel = {"title": "A", "type": "timeseries", "targets": [target]}
        text = json.dumps({"uid": "a", "title": "A", "panels": [panel], "templating": {"list": listed}})
        return {one.rule for one in lint_files([foreign_from_bytes("a.json", text.encode())])}

    assert "PQ001" not in told("(sum(rate(a_total[5m])) $by > 0) or sum(b) $by")
    assert "PQ001" in told("(sum(rate(a_total[5m])) up > 0)")
