"""What is known of series follows from the catalogue, from recording rules and from alert rules."""

from __future__ import annotations

from glimpse_gitops.lint.knowledge import Knowledge, knowledge_of
from glimpse_gitops.model.catalogue import EmptyCatalogue
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, Rule, RuleGroup

from .sample_project import CATALOGUE


def knowledge(*rules: Rule) -> Knowledge:
    return knowledge_of(CATALOGUE, [Definition(RuleGroup("a", rules), Origin("a.py"))])


def test_a_recorded_series_has_the_labels_and_the_number_of_its_expression() -> None:
    known = knowledge(RecordingRule("route:x", "sum by (route) (rate(http_requests_total[5m]))", {"team": "core"}))
    assert known.labels_of("route:x") == frozenset({"route", "team"})
    assert known.values_of("route:x", "team") == ("core",)
    assert known.world.known["route:x"].series == 60


def test_recorded_series_of_recorded_series_are_followed_in_any_order() -> None:
    known = knowledge(
        RecordingRule("c", "max(b)"),
        RecordingRule("b", "sum by (job) (a)"),
        RecordingRule("a", "sum by (job, route) (rate(http_requests_total[5m]))"),
    )
    assert [known.labels_of(name) for name in "abc"] == [frozenset({"job", "route"}), frozenset({"job"}), frozenset()]


def test_rules_in_a_circle_and_broken_rules_are_known_by_name_only() -> None:
    known = knowledge(RecordingRule("a", "b"), RecordingRule("b", "a"), RecordingRule("c", "sum("))
    assert {"a", "b", "c"} <= known.names
    assert [known.labels_of(name) for name in "abc"] == [None, None, None]


def test_a_series_of_two_rules_has_the_labels_of_both() -> None:
    known = knowledge(RecordingRule("a", "sum by (job) (up)"), RecordingRule("a", "sum by (instance) (up)"))
    assert known.labels_of("a") == frozenset({"job", "instance"})


def test_the_same_rule_in_python_and_in_its_file_counts_once() -> None:
    rule = RecordingRule("a", "sum by (route) (rate(http_requests_total[5m]))")
    assert knowledge(rule, RecordingRule("a", rule.expr)).world.known["a"].series == 60


def test_alerts_have_the_names_and_labels_of_their_rules() -> None:
    known = knowledge(AlertRule("Down", "up == 0", labels={"severity": "critical"}))
    assert known.values_of("ALERTS", "alertname") == ("Down",)
    labels = known.labels_of("ALERTS")
    assert labels is not None
    assert {"alertname", "alertstate", "severity", "job"} <= labels


def test_without_a_catalogue_only_names_of_rules_are_known() -> None:
    known = knowledge_of(EmptyCatalogue(), [])
    assert not known.is_complete
    assert known.labels_of("up") is None
    assert known.all_labels is None
