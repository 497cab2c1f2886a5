"""Rules in Grafana's own words."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12, Target
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.grafana_rule import GrafanaRule, RuleQuery
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.notification_settings import NotificationSettings
from glimpse_gitops.model.resource import rule_group_id
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.render.prometheus_rules import prometheus_rules
from tests.definitions import project_of

LOKI = Datasource.existing("logs", "loki")
QUERY = RuleQuery("A", {"expr": "up"}, LOKI)
REDUCE = RuleQuery("B", {"type": "reduce", "expression": "A"})


def compiled(*rules: GrafanaRule | AlertRule, target: Target = GRAFANA_12) -> list[dict[str, Any]]:
    group = RuleGroup("g", rules, folder=Folder.existing("shop"))
    rules_of: list[dict[str, Any]] = (
        compile_project(project_of(group), target).bundle[rule_group_id("shop", "g")].spec["rules"]
    )
    return rules_of


def test_queries_get_what_follows_from_their_data_source() -> None:
    (rule,) = compiled(GrafanaRule("r", [QUERY, REDUCE], "B"))
    expression = {"type": "__expr__", "uid": "__expr__"}
    assert rule["data"] == [
        {
            "refId": "A",
            "datasourceUid": "logs",
            "relativeTimeRange": {"from": 600, "to": 0},
            "model": {"refId": "A", "datasource": {"type": "loki", "uid": "logs"}, "expr": "up"},
        },
        {
            "refId": "B",
            "datasourceUid": "__expr__",
            "relativeTimeRange": {"from": 0, "to": 0},
            "model": {"refId": "B", "datasource": expression, "type": "reduce", "expression": "A"},
        },
    ]


def test_a_recording_rule_says_nothing_about_alerts() -> None:
    (rule,) = compiled(GrafanaRule("r", [QUERY], "A", record="job:up:sum", record_to=LOKI))
    assert rule["record"] == {"metric": "job:up:sum", "from": "A", "target_datasource_uid": "logs"}
    assert not {"for", "condition", "noDataState", "execErrState", "notification_settings"} & rule.keys()


def test_an_older_grafana_is_not_sent_what_it_does_not_know() -> None:
    settings = NotificationSettings(ContactPoint.existing("c"), active=[MuteTiming.existing("day")])
    rule = GrafanaRule(
        "r", [QUERY], "A", keep_firing_for="5m", missing_series_evals_to_resolve=3, notification_settings=settings
    )
    (old,), (new,) = compiled(rule, target=GRAFANA_11), compiled(rule)
    assert new.keys() - old.keys() == {"keep_firing_for", "missingSeriesEvalsToResolve"}
    assert old["notification_settings"] == {"receiver": "c"}
    assert new["notification_settings"] == {"receiver": "c", "active_time_intervals": ["day"]}


def test_rules_of_both_kinds_keep_their_order_and_only_one_goes_to_prometheus() -> None:
    rules: list[GrafanaRule | AlertRule] = [
        GrafanaRule("first", [QUERY], "A"),
        AlertRule("second", "up"),
        GrafanaRule("third", [QUERY], "A"),
    ]
    assert [rule["title"] for rule in compiled(*rules)] == ["first", "second", "third"]
    assert "first" not in prometheus_rules([RuleGroup("g", rules)], "alerts/app.py")


def test_a_group_of_them_alone_needs_no_data_source_and_makes_no_rule_file() -> None:
    project = project_of(RuleGroup("g", [GrafanaRule("r", [QUERY], "A")], folder=Folder.existing("shop")))
    assert project.prometheus_groups == ()


@pytest.mark.parametrize(
    "make, complaint",
    [
        (lambda: GrafanaRule("", [QUERY], "A"), "a rule needs a name"),
        (lambda: GrafanaRule("r", [], "A"), 'rule "r" has no queries'),
        (lambda: GrafanaRule("r", [QUERY], "A", for_="soon"), '"r": for_: "soon" is not a duration'),
        (lambda: RuleQuery("A", {}, from_="x"), 'query A: from_: "x" is not a duration'),
        (lambda: GrafanaRule("r", [QUERY], "A", record_to=LOKI), "has record_to and no record"),
        (lambda: NotificationSettings("c", group_wait="x"), 'group_wait: "x" is not a duration'),
    ],
)
def test_what_no_grafana_takes_is_refused_where_it_stands(make: Any, complaint: str) -> None:
    with pytest.raises(ValueError) as caught:
        make()
    assert complaint in str(caught.value)
