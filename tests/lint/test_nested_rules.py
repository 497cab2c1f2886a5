"""Rules are found in what is no rule file: lists of rules alone, the values of a chart, a `HelmRelease`."""

from __future__ import annotations

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.model.finding import Finding

RULE = """\
alert: Down
expr: sum(up) == 0
labels: {severity: critical}
annotations: {summary: "{{ $labels.instance }} is down"}
"""
PAGED = RULE.replace("{severity: critical}", "{severity: critical, paging: true}")
CHART = "additionalPrometheusRulesMap:\n  app:\n    groups:\n      - name: app\n        rules:\n"


def item(indent: int, rule: str = RULE) -> str:
    """The rule as an entry of a list with that indent."""
    first, *rest = rule.splitlines()
    space = " " * indent
    return "\n".join([f"{space}- {first}", *(f"{space}  {line}" for line in rest)]) + "\n"


def found(text: str) -> tuple[Finding, ...]:
    return lint_files([foreign_from_bytes("a.yml", text.encode())])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (item(0), 4),
        (f"prometheusRule:\n  rules:\n{item(4)}", 6),
        (CHART + item(10), 9),
        (f"kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nspec:\n  values:\n    rules:\n{item(6)}", 9),
        (f"server:\n  additional:\n    - name: app\n      rules:\n{item(8)}", 8),
    ],
    ids=["a list of rules", "values with a list of rules", "values with groups", "HelmRelease", "a list of groups"],
)
def test_rules_are_linted_where_they_stand(text: str, line: int) -> None:
    (only,) = found(text)
    assert (only.rule, only.origin.line) == ("AL210", line)
    assert only.origin.exact


def test_a_rule_without_a_group_is_called_by_its_own_name() -> None:
    assert found(item(0))[0].object == "alert rule Down"


def test_keys_of_a_chart_are_its_own() -> None:
    assert {one.rule for one in found(CHART + item(10, RULE + "enabled: true\n"))} == {"AL210"}
    assert {one.rule for one in found(item(0, RULE + "enabled: true\n"))} == {"AL210", "RF802"}


def test_what_kubernetes_asks_of_one_resource_it_does_not_ask_of_the_values_of_another() -> None:
    rules = "kind: PrometheusRule\n  apiVersion: v1\n  spec: {groups: [{name: a, rules: []}]}\n"
    release = f"kind: HelmRelease\n  apiVersion: v2\n  spec:\n    values:\n      rules:\n{item(8, PAGED)}"
    told = {one.rule for one in found(f"kind: List\nitems:\n- {rules}- {release}")}
    assert "AL210" in told and "RF802" not in told


def test_lists_that_hold_anything_else_are_left_alone() -> None:
    assert {one.rule for one in found(f"rules:\n{item(2)}  - name: other\n")} == {"RF803"}


def test_what_is_put_into_other_texts_or_tests_a_chart_is_left_alone() -> None:
    escaped = RULE.replace("sum(up)", '"sum(up{job=\\\\\\"a\\\\\\"})').replace("== 0", '== 0"')
    assert '\\\\\\"a' in escaped
    assert {one.rule for one in found(f"rules:\n{item(2, escaped)}")} == {"RF803"}
    assert {one.rule for one in found(f"suite: a\ntests:\n  - set:\n      rules:\n{item(8)}")} == {"RF803"}


def test_what_a_chart_escapes_for_helm_is_read_as_prometheus_will() -> None:
    escaped = RULE.replace("{{ $labels.instance }}", "{{ `{{ $labels.job }}` }}")
    assert not [one for one in found(CHART + item(10, escaped)) if one.rule == "AL211"]
