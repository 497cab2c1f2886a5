"""Files from elsewhere: every form is read, every token has its place, and nothing in them breaks the reading."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.lint.foreign import ForeignFile
from glimpse_gitops.model.origin import Origin

GROUP = {"name": "app", "rules": [{"record": "job:up:sum", "expr": "sum by (job) (up)"}]}
PANEL = {"id": 1, "type": "timeseries", "title": "Up", "targets": [{"refId": "A", "expr": "sum(up"}]}
DASHBOARD = {"title": "Board", "uid": "board", "schemaVersion": 41, "panels": [PANEL]}


def read(name: str, text: str) -> ForeignFile:
    return foreign_from_bytes(name, dedent(text).encode())


def kinds(file: ForeignFile) -> list[str]:
    return [part.kind for document in file.documents for part in document.parts]


def marked(text: str, at: Origin) -> str:
    """What stands at a place, lines joined."""
    lines = text.split("\n")[at.line - 1 : at.end_line]
    lines[-1] = lines[-1][: at.end_column - 1]
    lines[0] = lines[0][at.column - 1 :]
    return "\n".join(lines)


def resource(kind: str, spec: Any) -> dict[str, Any]:
    return {"apiVersion": "example.org/v1", "kind": kind, "metadata": {"name": "a"}, "spec": spec}


GRAFANA_RULES = [{"name": "g", "rules": [{"title": "t", "data": []}]}]
PROVISIONED = {"contactPoints": "contact points", "policies": "policies", "muteTimes": "mute timings"}
PROVISIONED |= {"templates": "templates"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"groups": [GROUP]}, ["rule groups"]),
        ([GROUP, GROUP], ["rule groups"]),
        (GROUP, ["rule group"]),
        ({"kind": "ConfigMap", "data": {"a.json": json.dumps(DASHBOARD), "b": "x: 1"}}, ["dashboard"]),
        ({"kind": "ConfigMap", "data": {"r.yml": f"groups: [{json.dumps(GROUP)}]"}}, ["rule groups"]),
        (
            {"kind": "ConfigMapList", "items": [{"kind": "ConfigMap", "data": {"r.rules": "groups: []"}}]},
            ["rule groups"],
        ),
        (resource("GrafanaDashboard", {"json": json.dumps(DASHBOARD)}), ["dashboard"]),
        (resource("PrometheusRule", {"groups": [GROUP]}), ["rule groups"]),
        (resource("VMRule", {"groups": [GROUP]}), ["rule groups"]),
        ({"metadata": {"name": "a"}, "spec": {"groups": [GROUP]}}, ["rule groups"]),
        ({"kind": "ConfigMap", "data": {"r.yml": json.dumps({"groups": [GROUP]})}}, ["rule groups"]),
        ({"kind": "List", "items": [resource("PrometheusRule", {"groups": [GROUP]})]}, ["rule groups"]),
        (DASHBOARD, ["dashboard"]),
        ({"dashboard": DASHBOARD, "folderUid": "f"}, ["dashboard"]),
        ({"__inputs": [], **DASHBOARD, "uid": None}, ["dashboard"]),
        (resource("Dashboard", DASHBOARD), ["dashboard"]),
        (resource("Dashboard", {"title": "a", "elements": {}, "layout": {}}), ["dashboard v2"]),
        ([DASHBOARD, DASHBOARD], ["dashboard", "dashboard"]),
        ({"apiVersion": 1, "groups": GRAFANA_RULES}, ["grafana rules"]),
        ({"apiVersion": 1, **{key: [] for key in PROVISIONED}}, list(PROVISIONED.values())),
    ],
)
@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_every_form_is_recognised_in_yaml_and_in_json(value: Any, expected: list[str], ending: str) -> None:
    assert kinds(read(f"a.{ending}", json.dumps(value, indent=1))) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("apiVersion: 1\ndatasources: [{name: a, type: loki}]", "data sources"),
        ("apiVersion: 1\nproviders: [{name: a}]", "providers"),
        ("apiVersion: v1\nkind: Service\nmetadata: {name: a}", "Service"),
        (
            "apiVersion: loki.grafana.com/v1\nkind: AlertingRule\n"
            'spec: {groups: [{name: a, rules: [{alert: A, expr: \'{a=~".+"} |= "x"\'}]}]}',
            "AlertingRule",
        ),
        ("apiVersion: v1\nkind: Policy\nspec: {groups: [{name: a, rules: [{allow: all}]}]}", "Policy"),
        ("route: {receiver: a}\nreceivers: []", "Alertmanager"),
        ("scrape_configs: []", "configures Prometheus"),
        ("groups: [admins, users]\nname: team", "holds no rules"),
        ("groups: [{title: Overview, panels: [{title: Uptime, type: stat}]}]", "holds no rules"),
        ("just text", "holds no rules"),
        ("", "empty"),
        ("{{- if .Values.on }}\ngroups: []\n  {{- end }}", "template"),
        ("groups:\n  - name: a\n    rules: [{alert: A, expr: up == 0, for: \"<%= p('a.time') %>\"}]", "template"),
        ('groups:\n  - {name: a, rules: [{alert: A, expr: up == 0, annotations: {a: "{{"{{ x }}"}}"}}]}', "template"),
        ("groups: [{name: a, rules: [{alert: A, expr: up, annotations: {a: {{ .Values.url }}}}]}]", "template"),
        ("groups:\n  - name: a\n    rules: [{alert: A, expr: up}]\nname: {{app_name}} is down", "template"),
        ("<#if on>\ngroups: [{name: a, rules: [{alert: A, expr: up}]}]\n</#if>", "template"),
        ("telegraf: {a: 1}\ntelegraf: {b: 1}", "holds no rules"),
        ("name: allow\ngroups: [{rules: [{matches: [{not_hosts: [a]}]}]}]", "holds no rules"),
        ("title: A\ntemplating: [{name: host}]\nrows: [{title: B, panels: []}]", "holds no rules"),
    ],
)
def test_what_holds_nothing_to_lint_is_named_and_no_fault(text: str, word: str) -> None:
    file = read("a.yml", text)
    assert word in file.word
    assert not file.broken


def test_an_action_of_prometheus_that_nobody_quoted_makes_no_template() -> None:
    file = read("a.yml", "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up\n    x: {{ $labels.job }} is down")
    assert [part.message for part in file.broken] == ["this is no YAML: did not find expected key"]


RULES = """\
groups:
  - name: app
    rules:
      - alert: Plain
        expr: sum(up) by (job) > wrong_function(up)
      - alert: Quoted
        expr: 'sum(up{job="it''s"}) > wrong_function(up)'
      - alert: Escaped
        expr: "sum(up{job=\\"a\\\\\\\\b\\"}) > wrong_function(up)"
      - alert: Block
        expr: |
          sum(up) by (job)
            > wrong_function(up)
      - alert: Folded
        expr: >-
          sum(up) by (job)
          > wrong_function(up)
      - alert: Anchored
        expr: &same sum(up) > wrong_function(up)
      - alert: Multiline
        expr: sum(up) by (job)
          > wrong_function(up)
      - {alert: Flow, "expr": "sum(up) > wrong_function(up)"}
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_caret_stands_under_the_token_in_every_style_of_yaml(line_break: str, encoding: str) -> None:
    file = foreign_from_bytes("a.yml", RULES.replace("\n", line_break).encode(encoding))
    found = [one for one in lint_files([file]) if one.rule == "PQ004"]
    assert len(found) == RULES.count("wrong_function")
    assert {(marked(RULES, one.origin), one.origin.exact) for one in found} == {("wrong_function", True)}


def test_an_alias_points_at_what_it_stands_for_and_is_read_once() -> None:
    text = "groups:\n- name: a\n  rules:\n  - &r {alert: A, expr: wrong_function(up)}\n  - *r\n"
    (found,) = (one for one in lint_files([read("a.yml", text)]) if one.rule == "PQ004")
    assert (found.origin.line, marked(text, found.origin)) == (4, "wrong_function")


def test_the_caret_stands_under_the_token_in_json_behind_escapes() -> None:
    panel = {**PANEL, "targets": [{"refId": "A", "expr": 'sum(up{job="ü\t\U0001f4a9"}) > wrong_function(up)'}]}
    text = json.dumps({**DASHBOARD, "panels": [{"type": "row", "title": "Row", "panels": [panel]}]}, indent=2)
    (found,) = (one for one in lint_files([read("a.json", text)]) if one.rule == "PQ004")
    assert marked(text, found.origin) == "wrong_function"


def test_the_parts_of_a_v2_dashboard_keep_their_places() -> None:
    query = {"kind": "DataQuery", "group": "prometheus", "spec": {"expr": "wrong_function(up)"}}
    queries = [{"kind": "PanelQuery", "spec": {"refId": "A", "query": query}}]
    data = {"kind": "QueryGroup", "spec": {"queries": queries}}
    viz = {"kind": "VizConfig", "group": "timeseries", "spec": {"fieldConfig": {"defaults": {"unit": "s"}}}}
    panel = {"kind": "Panel", "spec": {"id": 1, "title": "Up", "data": data, "vizConfig": viz}}
    asked = {"group": "prometheus", "spec": {"query": "label_values(wrong_function(up), job)"}}
    variable = {"kind": "QueryVariable", "spec": {"name": "job", "query": asked}}
    spec = {"title": "V2", "elements": {"panel/1": panel}, "layout": {}, "variables": [variable], "annotations": []}
    text = json.dumps({"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "spec": spec}, indent=1)
    found = [one for one in lint_files([read("a.json", text)]) if one.rule == "PQ004"]
    assert [marked(text, one.origin) for one in found] == ["wrong_function", "wrong_function"]
    assert [one.object for one in found] == ["dashboard V2, panel Up, query A", "dashboard V2, variable job"]


def test_queries_of_grafanas_own_rules_are_checked_where_they_stand() -> None:
    text = dedent("""\
        apiVersion: 1
        groups:
          - name: g
            folder: f
            interval: 60s
            rules:
              - title: Errors
                condition: B
                data:
                  - {refId: A, datasourceUid: prom, model: {expr: wrong_function(up), datasource: {type: prometheus}}}
                  - {refId: B, datasourceUid: __expr__, model: {type: threshold, expression: A}}
        """)
    found = lint_files([read("a.yaml", text)])
    assert [marked(text, one.origin) for one in found if one.rule == "PQ004"] == ["wrong_function"]
    assert "AL206" not in {one.rule for one in found}, "the condition is another step"


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.yml", b"groups:\n- name: [a\n", 3),
        ("a.yml", b"groups:\n- name: a\n  rules: \xff\xfe\n", 3),
        ("a.yml", b"a: \x00\n", 1),
        ("a.json", b'{\n "a": }', 2),
        ("a.json", b'{"a": ' + b"9" * 5000 + b"}", 1),
        ("a.json", b"[" * 100_000, 1),
        ("a.json", b"[" * 101 + b"]" * 101, 1),
        ("a.yml", b"[" * 100_000, 1),
        ("a.yml", b"a: *b\n", 1),
        ("a.yml", b"a: &b [*b]\n", 1),
        ("<stdin>", b"groups: [", 1),
    ],
)
def test_a_broken_file_is_one_finding_at_its_place(name: str, content: bytes, line: int) -> None:
    (found,) = lint_files([foreign_from_bytes(name, content)])
    assert (found.rule, found.origin.path, found.origin.line) == ("RF801", name, line)


def test_aliases_that_stand_for_billions_of_values_are_refused() -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    (found,) = lint_files([read("a.yml", f"a0: &a0 [x]\n{levels}groups: []\n")])
    assert "its aliases stand for more than" in found.message


def test_a_key_that_is_given_twice_is_a_finding_and_the_first_one_counts() -> None:
    text = "groups:\n- name: a\n  rules:\n  - alert: A\n    alert: B\n    expr: up == 0\n"
    found = [one for one in lint_files([read("a.yml", text)]) if one.rule == "RF802"]
    assert [(one.message, one.origin.line) for one in found] == [('"alert" is given twice', 5)]


_PIECES = st.sampled_from(
    [
        *(
            "groups:",
            "- ",
            "name: a",
            "rules:",
            "alert: A",
            "record: a:b",
            "expr: ",
            "sum(up)",
            "|",
            ">-",
            "\n",
            "\n    ",
        ),
        *(
            "{",
            "}",
            "[",
            "]",
            '"',
            "'",
            ": ",
            "&a ",
            "*a",
            "<<: ",
            "!!int ",
            "\t",
            "\r\n",
            "#",
            "---",
            "\u2028",
            "\x00",
        ),
        *(
            "panels",
            '"expr"',
            '"targets"',
            "\\",
            "\\u12",
            "title",
            "null",
            "1e5",
            "{{",
            "}}",
            "$x",
            "glimpse: ignore[A]",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["a.yml", "a.json", "<stdin>"]),
    st.lists(_PIECES, max_size=60).map("".join) | st.binary(max_size=300),
)
def test_no_content_breaks_the_reading_or_a_rule(name: str, content: str | bytes) -> None:
    encoded = content.encode() if isinstance(content, str) else content
    found = lint_files([foreign_from_bytes(name, encoded)])
    assert "SP799" not in {one.rule for one in found}
