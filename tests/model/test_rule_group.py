"""Alert rules, recording rules and their groups."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.label import LabelValue
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup

UP = AlertRule("Down", expr="up == 0")


@pytest.mark.parametrize(
    "labels", [{"severity": "critical", "team": "a"}, [LabelValue("severity", "critical"), LabelValue("team", "a")]]
)
def test_labels_are_written_as_a_dictionary_or_as_objects(labels: Any) -> None:
    assert AlertRule("x", "up == 0", labels=labels).labels == {"severity": "critical", "team": "a"}
    assert RecordingRule("a:b", "up", labels=labels).labels == {"severity": "critical", "team": "a"}


@pytest.mark.parametrize("labels", ["severity=critical", ['severity="critical"'], [("severity", "critical")]])
def test_labels_in_another_form_are_refused_with_an_example(labels: Any) -> None:
    with pytest.raises(ValueError, match=r'labels must be a dictionary, or a list such as \[severity\("critical"\)\]'):
        AlertRule("x", "up", labels=labels)


def test_a_label_that_is_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match='label "severity" is given twice'):
        AlertRule("x", "up", labels=[LabelValue("severity", "critical"), LabelValue("severity", "warning")])


@pytest.mark.parametrize("expr", ["", "  ", "\n\t", None])
def test_a_rule_without_an_expression_is_refused(expr: Any) -> None:
    with pytest.raises(ValueError, match='alert rule "Down" has no expr'):
        AlertRule("Down", expr=expr)
    with pytest.raises(ValueError, match='recording rule "job:up" has no expr'):
        RecordingRule("job:up", expr=expr)


def test_rules_need_a_name() -> None:
    with pytest.raises(ValueError, match="an alert rule needs a name"):
        AlertRule("", expr="up")
    with pytest.raises(ValueError, match="a recording rule needs the name of a series in record"):
        RecordingRule("", expr="up")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"for_": "5"}, '"x": for_: "5" is not a duration'),
        ({"for_": 5}, '"x": for_: 5 is not a duration'),
        ({"for_": ""}, '"x": for_: "" is not a duration'),
        ({"keep_firing_for": "soon"}, '"x": keep_firing_for: "soon" is not a duration'),
    ],
)
def test_an_alert_rule_with_an_impossible_field_is_refused_by_its_name(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        AlertRule("x", expr="up", **fields)


@pytest.mark.parametrize(
    ("interval", "message"), [("fast", '"g": interval: "fast" is not'), ("0s", 'rule group "g": interval must be more')]
)
def test_a_group_needs_an_interval(interval: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        RuleGroup("g", [UP], interval=interval)


def test_annotations_with_a_name_of_their_own_come_first_and_empty_ones_not_at_all() -> None:
    rule = AlertRule("x", "up", annotations={"owner": "a"}, summary="s", runbook_url="r")
    assert list(rule.all_annotations.items()) == [("summary", "s"), ("runbook_url", "r"), ("owner", "a")]


def test_a_summary_that_is_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match='"x": annotation "summary" is given twice'):
        AlertRule("x", "up", summary="s", annotations={"summary": "other"})


def test_the_alert_rules_of_a_group_are_those_that_alert() -> None:
    other = AlertRule("Other", expr="up")
    assert RuleGroup("g", [UP, RecordingRule("a:b", "up"), other]).alert_rules == (UP, other)


def test_one_label_alone_is_a_list_of_one() -> None:
    assert AlertRule("a", "up", labels=LabelValue("severity", "critical")).labels == {"severity": "critical"}


def test_one_rule_in_place_of_a_list_is_refused_by_its_field() -> None:
    alone: Any = AlertRule("Down", expr="up == 0")
    with pytest.raises(ValueError, match='rule group "app": rules must be a list, not AlertRule'):
        RuleGroup("app", alone)
