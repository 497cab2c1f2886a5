"""The runner holds every rule against every subject, and survives a rule that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.lint.context import Context
from glimpse_gitops.lint.rule import Fault, Rule
from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.lint.runner import lint
from glimpse_gitops.lint.selection import DEFAULT
from glimpse_gitops.lint.subjects import DashboardSubject, ExpressionSubject, ProjectSubject, QuerySubject
from glimpse_gitops.model.catalogue import EmptyCatalogue
from glimpse_gitops.model.datasource import Datasource
from glimpse_gitops.model.finding import Severity
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.resource import Bundle
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.model.settings import Settings

from . import sample_project


class Counting(Rule[ProjectSubject]):
    """A rule of the whole project that counts what it sees of dashboards."""

    id = "XX2"
    name = "counting"
    severity = Severity.INFO
    subject: ClassVar[type[ProjectSubject]] = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        yield Fault(f"{len(subject.of(DashboardSubject))} boards, {len(subject.of(QuerySubject))} queries")


class Comparing(Counting):
    """The same, as a rule that compares queries."""

    compares_queries = True


class Broken(Rule[QuerySubject]):
    """A rule that raises."""

    id = "XX1"
    name = "broken"
    severity = Severity.INFO
    subject: ClassVar[type[QuerySubject]] = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        raise KeyError("oops")


def test_a_rule_that_raises_is_one_finding_and_the_others_still_run() -> None:
    panel = {"title": "A", "targets": [{"refId": "A", "expr": "rat(up[5m])"}, {"refId": "B", "expr": "up"}]}
    found = sample_project.in_panel(panel, (Broken(), *DEFAULT))
    assert sorted(finding.rule for finding in found) == ["PQ004", "SP799"]
    crash = next(finding for finding in found if finding.rule == "SP799")
    assert "KeyError" in crash.message
    assert 'ignore = ["XX1"]' in crash.hint


class Remembering(Rule[ExpressionSubject]):
    """A rule of expressions that remembers what it was asked about, and finds every `down`."""

    id = "XX3"
    name = "remembering"
    severity = Severity.INFO
    subject: ClassVar[type[ExpressionSubject]] = ExpressionSubject

    def __init__(self) -> None:
        self.asked: list[str] = []

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        self.asked.append(subject.analysis.expr)
        if subject.analysis.expr == "down":
            yield Fault("down", span=(0, 4))


def test_an_expression_without_faults_is_looked_at_once_and_one_with_faults_wherever_it_stands() -> None:
    targets = [{"refId": "ABCD"[place], "expr": expr} for place, expr in enumerate(("up", "down", "up", "down"))]
    rule = Remembering()
    found = sample_project.in_panel({"title": "A", "targets": targets}, (rule,))
    assert rule.asked == ["up", "down", "down"]
    assert [one.object[-7:] for one in found] == ["query B", "query D"]


def test_a_rule_of_the_project_sees_the_queries_of_dashboards_only_where_it_asks_for_them() -> None:
    panel = {"title": "A", "targets": [{"refId": "A", "expr": "sum(up)"}]}
    assert [one.message for one in sample_project.in_panel(panel, (Comparing(),))] == ["1 boards, 1 queries"]
    assert [one.message for one in sample_project.in_panel(panel, (Counting(),))] == ["1 boards, 0 queries"]


TOKENS = (
    *(
        "sum",
        "by",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        ",",
        "=",
        "=~",
        "!=",
        "/",
        "and",
        "offset",
        "5m",
        "$job",
        "up",
    ),
    *(
        "rate",
        "http_requests_total",
        "route",
        '"5xx"',
        "label_values",
        "{{",
        "}}",
        "\\",
        "\n",
        "#",
        "glimpse: ignore[",
        "한",
    ),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=14), st.sampled_from(["", " "]))
def test_no_rule_crashes_whatever_is_written(tokens: list[str], separator: str) -> None:
    text = separator.join(tokens)
    found = [
        *sample_project.in_promql(text, legendFormat=text),
        *sample_project.in_dashboard(
            {
                "uid": text,
                "title": text,
                "templating": {
                    "list": [{"type": "query", "name": text, "query": text, "datasource": {"type": "prometheus"}}]
                },
                "annotations": {
                    "list": [{"name": text, "expr": text, "datasource": {"type": "prometheus", "uid": text}}]
                },
                "panels": [
                    {"title": text, "type": text, "fieldConfig": {"defaults": {"unit": text}}, "targets": [text]}
                ],
            }
        ),
    ]
    assert not [finding for finding in found if finding.rule == "SP799"]


@pytest.mark.parametrize("wrong", [None, 7, "text", [7], {"list": 7}, {"list": [7]}, {"overrides": 7}])
def test_a_dashboard_of_the_wrong_shape_crashes_nothing(wrong: object) -> None:
    panel = {
        "targets": wrong,
        "gridPos": wrong,
        "fieldConfig": wrong,
        "options": wrong,
        "datasource": wrong,
        "panels": wrong,
    }
    dashboard = {"uid": "a", "title": "A", "templating": wrong, "annotations": wrong, "panels": [panel, wrong]}
    found = sample_project.in_dashboard(dashboard)
    assert not [finding for finding in found if finding.rule == "SP799"]


def test_findings_come_in_the_order_of_their_places() -> None:
    found = sample_project.in_yaml(
        "groups:\n  - name: a\n    rules:\n      - {alert: B, expr: 'rat(up)'}\n      - {alert: A, expr: up}\n"
    )
    assert [finding.sort_key for finding in found] == sorted(finding.sort_key for finding in found)


def test_a_rule_that_the_settings_turn_off_finds_nothing() -> None:
    dashboard = {"uid": "not a uid", "title": "A", "panels": []}
    assert [finding.rule for finding in sample_project.in_dashboard(dashboard)] == ["DB301"]
    for spelling in ("DB301", "bad-uid"):
        off = sample_project.project(settings=Settings("a", "b", ignore=(spelling,)))
        assert not sample_project.in_dashboard(dashboard, given=off)


def test_without_a_catalogue_nothing_is_unknown() -> None:
    query = {"refId": "A", "expr": 'sum by (anything) (anywhere{goes="here"})', "datasource": {"uid": "$ds"}}
    panels = [{"title": "A", "type": "table", "targets": [query]}]
    dashboard = {"uid": "a", "title": "A", "panels": panels}
    assert sample_project.in_dashboard(dashboard)
    assert not sample_project.in_dashboard(dashboard, given=sample_project.project(catalogue=EmptyCatalogue()))


def test_the_strict_rules_and_those_that_need_a_server_do_not_run_by_default() -> None:
    left_out = {rule.id for rule in RULES} - {rule.id for rule in DEFAULT}
    assert {"DB304", "ON901"} <= left_out
    assert left_out == {rule.id for rule in RULES if rule.profile == "strict" or rule.online}


@pytest.mark.parametrize(
    ("profile", "expected"), [("minimal", set()), ("recommended", {"DB301"}), ("strict", {"DB301", "DB304"})]
)
def test_the_settings_say_which_profile_runs(profile: str, expected: set[str]) -> None:
    query = {"refId": "A", "expr": "sum(http_requests_active)"}
    source = {"type": "prometheus", "uid": "main"}
    panel = {"title": "A", "type": "table", "datasource": source, "targets": [query]}
    dashboard = {"uid": "not a uid", "title": "A", "panels": [panel], "templating": {"list": []}}
    declared = (Definition(Datasource.existing("main"), sample_project.HOME),)
    given = sample_project.project(settings=Settings("a", "b", profile=profile), datasources=declared)
    found = sample_project.in_dashboard(dashboard, None, given=given)
    assert {finding.rule for finding in found} & {"DB301", "DB304"} == expected


@pytest.mark.parametrize("expr", ["sum by (a (rate(foo[5m]))", 'foo{a="b', "sum(rate(foo[5m)))", "foo bar baz"])
def test_a_syntax_error_and_what_follows_from_it_are_one_finding(expr: str) -> None:
    found = sample_project.in_promql(expr)
    assert [finding.rule for finding in found] == ["PQ001"]


@pytest.mark.parametrize(("plugin", "found"), [("grafana-amazonprometheus-datasource", {"PQ001"}), ("loki", set())])
def test_rules_on_every_source_that_speaks_promql_are_parsed(plugin: str, found: set[str]) -> None:
    rule = AlertRule("A", "sum(up", "5m", {"severity": "warning"}, "Down")
    group = RuleGroup("g", [rule], datasource=Datasource.existing("main", plugin))
    given = sample_project.project(rule_groups=(Definition(group, sample_project.HOME),))
    assert {finding.rule for finding in lint(given, Bundle())} == found
