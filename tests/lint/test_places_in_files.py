"""Findings in files from elsewhere point at the value that is wrong, not at the name of what holds it."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files

ALERT = """\
groups:
  - name: a
    interval: 30s
    rules:
      - alert: A
        expr: sum(up) > 1
        for: 10s
        labels: {severity: page}
        annotations:
          summary: Too many
          description: ''
"""
POLICY = """\
apiVersion: 1
policies:
  - receiver: grafana-default-email
    group_interval: 10m
    repeat_interval: 5m
"""
BOARD = {
    "apiVersion": "dashboard.grafana.app/v2beta1",
    "kind": "Dashboard",
    "metadata": {"name": "a"},
    "spec": {
        "title": "A",
        "timeSettings": {"from": "now-6x", "to": "now", "autoRefresh": "1s", "timezone": "no zone"},
        "elements": {"panel-1": {"kind": "Panel", "spec": {"id": 1, "title": "T", "vizConfig": {"group": "text"}}}},
        "layout": {"kind": "GridLayout", "spec": {"items": []}},
    },
}


def places(path: str, text: str) -> dict[str, str]:
    """What stands where each rule points."""
    lines = text.split("\n")
    return {
        one.rule: lines[one.origin.line - 1][one.origin.column - 1 : one.origin.end_column - 1]
        for one in lint_files([foreign_from_bytes(path, text.encode())])
    }


@pytest.mark.parametrize(
    ("path", "text", "rule", "token"),
    [
        ("a.yml", ALERT, "AL202", "10s"),
        ("a.yml", ALERT, "AL232", "''"),
        ("a.yml", POLICY, "NP508", "5m"),
        ("a.json", json.dumps(BOARD, indent=1), "DB325", '"now-6x"'),
        ("a.json", json.dumps(BOARD, indent=1), "DB316", '"1s"'),
        ("a.json", json.dumps(BOARD, indent=1), "DB345", '"no zone"'),
    ],
)
def test_a_finding_points_at_the_value(path: str, text: str, rule: str, token: str) -> None:
    assert places(path, text)[rule] == token


def test_a_tag_makes_a_number_or_a_truth_value_of_a_quoted_text() -> None:
    text = (
        "groups: [{name: a, limit: !!int '5', rules: [{record: 'a:b', expr: !!str up}]}]\n---\n"
        "contactPoints: [{name: a, receivers: [{type: webhook, uid: a, settings: {url: 'https://a.b', "
        'tlsConfig: {insecureSkipVerify: !!bool "true"}}}]}]\napiVersion: 1\n'
    )
    assert places("a.yml", text).keys() == {"NP522"}


@pytest.mark.parametrize(
    "panel", [{"type": ["graph"]}, {"type": {"a": 1}, "targets": [{"expr": "up"}]}, {"type": None, "targets": [[], 1]}]
)
def test_a_type_that_is_no_text_crashes_no_rule(panel: dict[str, object]) -> None:
    variables = [{"name": "a", "type": ["query"], "query": "label_values(up, a)"}]
    board = {"title": "A", "schemaVersion": 41, "panels": [panel], "templating": {"list": variables}}
    assert "SP799" not in places("a.json", json.dumps(board))


def test_merges_that_double_are_refused() -> None:
    text = "".join(f"m{i}: &m{i} {{<<: *m{i - 1}, k{i}: 1}}\n" if i else "m0: &m0 {a: 1}\n" for i in range(5_000))
    assert "RF801" in places("a.yml", text + ALERT)
