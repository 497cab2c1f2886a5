"""Alert rules as Grafana-managed rules."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.rule_group import compile_rule_group, for_grafana
from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12, Target
from glimpse_gitops.compile.uid import stable_uid
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.model.resource import Resource
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup
from glimpse_gitops.model.source_index import SourceIndex

from ..definitions import defined

PROM = {"type": "prometheus", "uid": "prom"}
LOKI = {"type": "loki", "uid": "logs"}


def compiled(
    group: RuleGroup, *, target: Target = GRAFANA_12, datasource: dict[str, str] = PROM, panel: Any = None
) -> Resource:
    return compile_rule_group(defined(group, 9), "shop", datasource, lambda rule: panel, target, SourceIndex())


def only_rule(rule: AlertRule, **options: Any) -> dict[str, Any]:
    (one,) = compiled(RuleGroup("app", [rule]), **options).spec["rules"]
    return dict(one)


def test_a_group_is_what_grafana_takes() -> None:
    group = RuleGroup("app", [AlertRule("Down", "up == 0")], interval="2m")
    resource = compiled(group)
    assert resource.id.identity == "shop/app"
    assert {key: value for key, value in resource.spec.items() if key != "rules"} == {
        "title": "app",
        "folderUid": "shop",
        "interval": 120,
    }


def test_a_rule_fires_for_every_series_of_its_expression_whatever_the_value() -> None:
    query, math, threshold = only_rule(AlertRule("Down", "up == 0"))["data"]
    assert query == {
        "refId": "A",
        "datasourceUid": "prom",
        "relativeTimeRange": {"from": 600, "to": 0},
        "model": {
            "refId": "A",
            "expr": "up == 0",
            "instant": True,
            "range": False,
            "editorMode": "code",
            "datasource": PROM,
        },
    }
    assert math["model"]["expression"] == "is_number($A) || is_nan($A) || is_inf($A)"
    assert (threshold["model"]["expression"], threshold["model"]["conditions"]) == (
        "B",
        [{"evaluator": {"type": "gt", "params": [0]}}],
    )
    assert [node["datasourceUid"] for node in (math, threshold)] == ["__expr__", "__expr__"]


def test_a_rule_on_loki_asks_for_one_value_and_not_for_a_range() -> None:
    rule = AlertRule("Errors", 'sum(rate({job="a"}[5m])) > 1')
    assert only_rule(rule, datasource=LOKI)["data"][0]["model"]["queryType"] == "instant"
    assert "queryType" not in only_rule(rule)["data"][0]["model"]


def test_a_rule_keeps_what_the_author_said() -> None:
    rule = AlertRule(
        "Down", "up == 0", "90m", {"severity": "critical"}, "s", keep_firing_for="7d", uid="own", paused=True
    )
    given = only_rule(rule)
    assert {key: value for key, value in given.items() if key != "data"} == {
        "uid": "own",
        "title": "Down",
        "condition": "C",
        "noDataState": "OK",
        "execErrState": "Error",
        "for": "1h30m",
        "keep_firing_for": "1w",
        "missingSeriesEvalsToResolve": 1,
        "labels": {"severity": "critical"},
        "annotations": {"summary": "s"},
        "isPaused": True,
    }


def test_a_rule_that_is_not_said_to_be_paused_stays_as_on_call_left_it() -> None:
    assert "isPaused" not in only_rule(AlertRule("Down", "up == 0"))


def test_what_grafana_11_does_not_know_is_left_out() -> None:
    rule = only_rule(AlertRule("Down", "up == 0", keep_firing_for="5m"), target=GRAFANA_11)
    assert not {"keep_firing_for", "missingSeriesEvalsToResolve"} & rule.keys()


def test_a_rule_leads_to_its_panel() -> None:
    rule = only_rule(AlertRule("Down", "up == 0", summary="s"), panel=("overview", 7))
    assert rule["annotations"] == {"summary": "s", "__dashboardUid__": "overview", "__panelId__": "7"}


def test_recording_rules_stay_out_of_grafana() -> None:
    group = RuleGroup("app", [RecordingRule("a:b", "up"), AlertRule("Down", "up == 0")])
    assert [rule["title"] for rule in compiled(group).spec["rules"]] == ["Down"]


def test_uids_stay_when_rules_change_their_places_or_expressions() -> None:
    one, two = AlertRule("One", "up == 0"), AlertRule("Two", "up == 1")
    before = {rule["title"]: rule["uid"] for rule in compiled(RuleGroup("app", [one, two])).spec["rules"]}
    changed = AlertRule("One", "up == 5", for_="9m")
    after = {rule["title"]: rule["uid"] for rule in compiled(RuleGroup("app", [two, changed])).spec["rules"]}
    assert before == after
    assert before["One"] != before["Two"]
    other_group = compiled(RuleGroup("other", [one])).spec["rules"][0]["uid"]
    assert other_group != before["One"]


def test_the_uid_of_a_rule_is_locked() -> None:
    assert only_rule(AlertRule("Down", "up == 0"))["uid"] == stable_uid("Down", "shop", "app", "Down")


def test_rules_of_one_name_in_one_group_have_different_uids() -> None:
    page, mail = AlertRule("Burn", "up == 0", labels={"a": "1"}), AlertRule("Burn", "up == 0", labels={"a": "2"})
    first, second = (rule["uid"] for rule in compiled(RuleGroup("app", [page, mail])).spec["rules"])
    assert first != second
    assert first == only_rule(page)["uid"]


@pytest.mark.parametrize("interval", ["15s", "5s", "500ms", "1m5s"])
def test_an_interval_that_grafana_does_not_evaluate_at_is_an_error_with_its_place(interval: str) -> None:
    with pytest.raises(ProjectError, match=rf'alerts/app.py:9: rule group "app" has interval {interval}') as caught:
        compiled(RuleGroup("app", [AlertRule("Down", "up == 0")], interval=interval))
    assert 'evaluated_by="prometheus"' in caught.value.hint


@pytest.mark.parametrize(
    ("prometheus", "grafana"),
    [
        ("{{ $value }}", "{{ $values.A.Value }}"),
        ("{{$value | humanize}} of {{ $labels.job }}", "{{$values.A.Value | humanize}} of {{ $labels.job }}"),
        (
            "{{ if gt $value 5.0 }}\n{{ $value }}\n{{ end }}",
            "{{ if gt $values.A.Value 5.0 }}\n{{ $values.A.Value }}\n{{ end }}",
        ),
        ("{{ $values.B.Value }}", "{{ $values.B.Value }}"),
        ("{{ $valuer }} costs $value", "{{ $valuer }} costs $value"),
        ("{{ .Value }}", "{{ $values.A.Value }}"),
        ("{{ $.Value }}", "{{ $values.A.Value }}"),
        ('{{ printf "%.2f" .Value }}', '{{ printf "%.2f" $values.A.Value }}'),
        (
            '{{ $values.B.Value }} {{ (index $values "B").Value }}',
            '{{ $values.B.Value }} {{ (index $values "B").Value }}',
        ),
        ("{{ range $values }}{{ .Value }}{{ end }}", "{{ range $values }}{{ .Value }}{{ end }}"),
    ],
)
def test_the_value_in_an_annotation_is_the_querys_number_on_every_version(prometheus: str, grafana: str) -> None:
    assert for_grafana(prometheus) == grafana
