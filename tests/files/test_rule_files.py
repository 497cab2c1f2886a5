"""Rule files are read with the place of every rule and of every token of its expression."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.rule_files import parse_rule_files, read_rule_files
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule

PLAIN = """\
groups:
  - name: app
    interval: 30s
    rules:
      - alert: Down
        expr: |
          sum by (job) (
            up
          ) == 0
        for: 5m
        keep_firing_for: 1m
        labels: {severity: critical, priority: 1}
        annotations:
          summary: It's down
      - record: job:up:sum
        expr: sum by (job) (up)
"""


def test_a_plain_file_gives_its_groups_and_rules() -> None:
    (group,) = parse_rule_files({"a.yml": PLAIN}).groups
    alert, recording = group.value.rules
    assert (group.value.name, group.value.interval, group.origin.line) == ("app", "30s", 2)
    assert isinstance(alert, AlertRule)
    assert (alert.name, alert.for_, alert.keep_firing_for) == ("Down", "5m", "1m")
    assert alert.labels == {"severity": "critical", "priority": "1"}
    assert alert.all_annotations == {"summary": "It's down"}
    assert isinstance(recording, RecordingRule)
    assert recording.expr == "sum by (job) (up)"


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("sum(up) > 1", "sum(up) > 1"),
        ("'sum(up{a=''b''}) > 1'", "sum(up{a='b'}) > 1"),
        ('"sum(up{a=\\"b\\"})\\n > 1"', 'sum(up{a="b"})\n > 1'),
        ('"sum(\\\n          up) > \\x31"', "sum(up) > 1"),
        ("|\n          sum(\n            up) > 1", "sum(\n  up) > 1\n"),
        (">-\n          sum(\n          up) > 1", "sum( up) > 1"),
        ("sum(\n          up) > 1", "sum( up) > 1"),
    ],
)
def test_every_token_of_every_kind_of_scalar_is_found(scalar: str, value: str) -> None:
    text = f"groups:\n  - name: a\n    rules:\n      - record: b\n        expr: {scalar}\n"
    files = parse_rule_files({"a.yml": text})
    expr = files.groups[0].value.prometheus_rules[0].expr
    assert expr == value
    at = files.sources.locate(expr, home=files.groups[0].origin, beside="b")
    for token in ("up", "> "):
        start = expr.index(token)
        place = files.sources.locate_inside(expr, (start, start + len(token)), at=at)
        line = text.split("\n")[place.line - 1]
        assert place.exact
        assert line[place.column - 1 :].startswith(token)


def test_rules_of_one_name_in_two_groups_have_places_of_their_own() -> None:
    rule = "    rules: [{alert: A, expr: up == 0}]\n"
    files = parse_rule_files({"a.yml": f"groups:\n  - name: a\n{rule}  - name: b\n{rule}"})
    lines = [files.sources.locate("up == 0", home=one.origin, beside="A").line for one in files.groups]
    assert lines == [3, 5]


def test_resources_lists_and_several_documents_are_read() -> None:
    resource = "kind: PrometheusRule\nspec:\n  groups: [{name: %s, rules: []}]\n"
    listed = "kind: PrometheusRuleList\nitems:\n  - kind: PrometheusRule\n    spec: {groups: [{name: c, rules: []}]}\n"
    files = parse_rule_files({"a.yml": "---\n".join([resource % "a", resource % "b", listed])})
    assert [group.value.name for group in files.groups] == ["a", "b", "c"]
    assert not files.broken


def test_anchors_and_merge_keys_are_followed() -> None:
    text = (
        "groups:\n  - name: a\n    rules:\n"
        "      - &base {alert: A, expr: up == 0, for: 5m}\n"
        "      - {<<: *base, alert: B}\n"
    )
    first, second = parse_rule_files({"a.yml": text}).groups[0].value.rules
    assert isinstance(first, AlertRule) and isinstance(second, AlertRule)
    assert (second.name, second.expr, second.for_) == ("B", "up == 0", "5m")


def test_what_is_broken_is_named_with_its_line_and_the_rest_is_read() -> None:
    text = PLAIN.replace("for: 5m", "fro: 5m").replace("keep_firing_for: 1m", "keep_firing_for: 1x")
    files = parse_rule_files({"a.yml": text})
    assert [(part.kind, part.origin.line) for part in files.broken] == [("rule", 10), ("rule", 11)]
    assert files.broken[0].hint == 'did you mean "for"?'
    assert len(files.groups[0].value.rules) == 2


def test_comments_inside_an_expression_are_not_yaml_comments() -> None:
    text = PLAIN.replace("            up\n", "            up # inside\n").replace("for: 5m", "for: 5m # outside")
    assert parse_rule_files({"a.yml": text}).comments == {"a.yml": {10: "# outside"}}


def test_a_file_that_is_no_text_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"\xff\xfe\x00groups")
    (tmp_path / "b.yml").write_text(PLAIN, encoding="utf-8")
    files = read_rule_files([tmp_path / "a.yml", tmp_path / "b.yml", tmp_path / "c.yml"], tmp_path)
    assert [part.origin.path for part in files.broken] == ["a.yml", "c.yml"]
    assert [group.origin.path for group in files.groups] == ["b.yml"]


@settings(deadline=None)
@given(st.integers(0, len(PLAIN) - 1), st.text(max_size=3))
def test_damaged_files_never_crash_the_reader(position: int, noise: str) -> None:
    files = parse_rule_files({"a.yml": PLAIN[:position] + noise + PLAIN[position + 1 :]})
    assert files.groups or files.broken
