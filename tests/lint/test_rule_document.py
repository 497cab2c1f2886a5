"""Rule groups are read with what Prometheus takes, and what it would refuse is named with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.lint.foreign import ForeignFile
from glimpse_gitops.lint.rule_document import ReadGroup
from glimpse_gitops.model.broken_part import BrokenPart
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
        labels: {severity: critical, priority: 1, on: yes, none: null}
        annotations:
          summary: It's down
      - record: job:up:sum
        expr: sum by (job) (up)
"""


def read(text: str) -> ForeignFile:
    return foreign_from_bytes("a.yml", text.encode())


def groups(text: str) -> list[ReadGroup]:
    return [group for document in read(text).documents for group in document.groups]


def broken(text: str) -> list[BrokenPart]:
    return [part for document in read(text).documents for part in document.broken]


def test_a_plain_file_gives_its_groups_and_rules_with_texts_as_they_are_written() -> None:
    (found,) = groups(PLAIN)
    alert, recording = found.group.rules
    assert (found.group.name, found.group.interval, found.pointer) == ("app", "30s", "/groups/0")
    assert isinstance(alert, AlertRule)
    assert (alert.name, alert.for_, alert.keep_firing_for) == ("Down", "5m", "1m")
    assert alert.labels == {"severity": "critical", "priority": "1", "on": "yes", "none": ""}
    assert isinstance(recording, RecordingRule)
    assert recording.expr == "sum by (job) (up)"


def test_resources_lists_and_several_documents_are_read() -> None:
    resource = "kind: PrometheusRule\nspec:\n  groups: [{name: %s, rules: []}]\n"
    listed = "kind: PrometheusRuleList\nitems:\n  - kind: PrometheusRule\n    spec: {groups: [{name: c, rules: []}]}\n"
    text = "---\n".join([resource % "a", resource % "b", listed])
    assert [one.group.name for one in groups(text)] == ["a", "b", "c"]
    assert not broken(text)


def test_anchors_and_merge_keys_are_followed() -> None:
    text = (
        "groups:\n  - name: a\n    rules:\n"
        "      - &base {alert: A, expr: up == 0, for: 5m}\n"
        "      - {<<: *base, alert: B}\n"
    )
    first, second = groups(text)[0].group.rules
    assert isinstance(first, AlertRule)
    assert isinstance(second, AlertRule)
    assert (second.name, second.expr, second.for_) == ("B", "up == 0", "5m")


def test_what_is_broken_is_named_with_its_line_and_the_rest_is_read() -> None:
    text = PLAIN.replace("for: 5m", "fro: 5m").replace("keep_firing_for: 1m", "keep_firing_for: 1x")
    assert [(part.kind, part.origin.line) for part in broken(text)] == [("rule", 10), ("rule", 11)]
    assert broken(text)[0].hint == 'did you mean "for"?'
    assert len(groups(text)[0].group.rules) == 2


def test_rules_behind_a_broken_one_keep_their_places_in_the_file() -> None:
    text = "groups:\n- name: a\n  rules:\n  - {expr: up}\n  - {record: 'a:b', expr: up}\n"
    (found,) = groups(text)
    assert (len(found.group.rules), found.places) == (1, (1,))


def test_comments_count_only_outside_of_an_expression() -> None:
    text = PLAIN.replace("            up\n", "            up # glimpse: inside\n")
    assert read(text.replace("for: 5m", "for: 5m # glimpse: outside")).comments == {10: "# glimpse: outside"}
    assert read(text).comments == {}


@settings(deadline=None)
@given(st.integers(0, len(PLAIN) - 1), st.text(max_size=3))
def test_damaged_files_never_crash_the_reader(position: int, noise: str) -> None:
    file = foreign_from_bytes(
        "a.yml", (PLAIN[:position] + noise + PLAIN[position + 1 :]).encode(errors="surrogatepass")
    )
    assert file.documents or file.broken or file.word


def test_keys_of_vmalert_are_known() -> None:
    text = "groups: [{name: a, concurrency: 2, type: prometheus, rules: [{record: a, expr: up, debug: true}]}]"
    assert not [one for document in read(text).documents for one in document.broken]


def unknown_keys(count: int, more: str) -> int:
    """How many keys that nobody knows are told of in so many files with a rule that has one."""
    text = f"groups: [{{name: a, rules: [{{record: 'job:up:sum', expr: sum by (job) (up), {more}}}]}}]"
    files = [foreign_from_bytes(f"{n}.yml", text.encode()) for n in range(count)]
    return sum(one.rule == "RF802" for one in lint_files(files))


def test_a_part_for_another_program_in_many_files_is_no_mistake() -> None:
    assert unknown_keys(2, "runbook: {steps: [Look at it]}") == 2
    assert unknown_keys(3, "runbook: {steps: [Look at it]}") == 0


def test_a_value_at_the_wrong_depth_is_one_however_often() -> None:
    assert unknown_keys(3, "severity: page") == 3
    assert unknown_keys(3, "label: {severity: page}") == 3


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ("global: {interval: 1m}", ['unknown key "global"']),
        ("group: []", ['unknown key "group"']),
        ("namespace: shop", []),
        ("apiVersion: 1", []),
    ],
)
def test_what_stands_beside_the_groups_is_told_where_prometheus_refuses_it(beside: str, told: list[str]) -> None:
    text = f"{beside}\ngroups: [{{name: a, rules: [{{record: 'job:up:sum', expr: sum by (job) (up)}}]}}]"
    found = [one for one in lint_files([foreign_from_bytes("a.yml", text.encode())]) if "unknown key" in one.message]
    assert [one.message for one in found] == told
    assert all((one.origin.line, one.origin.column) == (1, 1) for one in found)


def test_groups_without_any_rule_of_prometheus_may_have_anything_beside_them() -> None:
    text = "members: [a]\ngroups: [{name: a, rules: [{allow: true}]}]"
    found = lint_files([foreign_from_bytes("a.yml", text.encode())])
    assert not [one for one in found if "unknown key" in one.message]
