"""What the checks make of single observations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from glimpse_gitops.doctor.cardinality import cardinality
from glimpse_gitops.doctor.check_table import CHECKS, diagnose
from glimpse_gitops.doctor.clock import clock
from glimpse_gitops.doctor.histograms import histogram_buckets
from glimpse_gitops.doctor.observations import Declared, Missed, Observations, Server
from glimpse_gitops.doctor.programs import collector
from glimpse_gitops.doctor.retention import loki_retention
from glimpse_gitops.doctor.rules import grafana_rules, prometheus_rules
from glimpse_gitops.doctor.targets import targets
from glimpse_gitops.doctor.trace_links import trace_links
from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.diagnosis import Diagnosis, Verdict
from glimpse_gitops.model.grafana_status import LiveDatasource, LiveRule
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition, Project
from glimpse_gitops.model.prometheus_status import HeadStatistics, LoadedRule, Target
from glimpse_gitops.model.resource import Bundle, Resource, rule_group_id
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.model.settings import Settings

from ..definitions import monitoring_stack

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOT_SEEN = Missed("nobody looked")
GROUP = RuleGroup("app", rules=[AlertRule("Down", expr="up == 0", summary="down")])
RULE = {"uid": "r-1", "title": "Down", "isPaused": False, "data": []}
LIVE = Resource(rule_group_id("shop", "app"), "app", {"folderUid": "shop", "rules": [RULE]})
PROJECT = Project(
    Settings(owner="shop", project="p-1"),
    rule_groups=(Definition(GROUP, Origin("alerts/app.py")),),
    catalogue=Catalogue([], forbidden=["user_id"]),
)


def server(name: str, skew: float | None = None) -> Server:
    return Server(name, name.title(), f"http://{name}", f"--{name}", state="up", time=NOW, skew=skew, doubt=0.5)


SEEN = Observations(
    declared=Declared(PROJECT, Bundle([LIVE])),
    collector=server("collector"),
    prometheus=server("prometheus"),
    loki=server("loki"),
    tempo=server("tempo"),
    grafana=server("grafana"),
    targets=NOT_SEEN,
    rules=NOT_SEEN,
    drifts=NOT_SEEN,
    head=NOT_SEEN,
    buckets=NOT_SEEN,
    retentions={"prometheus": NOT_SEEN, "loki": NOT_SEEN, "tempo": NOT_SEEN},
    login=NOT_SEEN,
    lacks=NOT_SEEN,
    datasources=NOT_SEEN,
    live_rules=NOT_SEEN,
    log_labels=NOT_SEEN,
)
UP = Target("a", "a:1", "http://a:1/metrics", "up", "", NOW - timedelta(seconds=20), 0.1, 15_000, 10_000)


def told(diagnosis: Diagnosis) -> list[tuple[bool, str]]:
    """Whether each problem is serious, and what it says."""
    return [(one.serious, one.message) for one in diagnosis.problems]


def test_every_check_has_a_name_of_its_own_a_docstring_and_a_diagnosis() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check.judge.__doc__ for check in CHECKS)
    assert [one.check for one in diagnose(SEEN)] == [check.name for check in CHECKS]
    unseen = {one.verdict for one in diagnose(SEEN) if one.check not in [each.name for each in SEEN.servers]}
    assert unseen == {Verdict.NOT_CHECKED}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (UP, []),
        (replace(UP, health="down", error="refused"), [(True, "scraping a at http://a:1/metrics fails: refused")]),
        (replace(UP, scraped=None, health="unknown"), [(False, "a at http://a:1/metrics has not been scraped yet")]),
        (
            replace(UP, scraped=NOW - timedelta(seconds=50)),
            [(True, "a at http://a:1/metrics was last scraped 50 s ago")],
        ),
        (
            replace(UP, took=9.5),
            [(False, "scraping a at http://a:1/metrics takes 9.5 s, and is cut off after 10 s")],
        ),
    ],
)
def test_targets_must_be_up_fresh_and_quick(target: Target, said: list[tuple[bool, str]]) -> None:
    assert told(targets(replace(SEEN, targets=(target,)))) == said


def test_one_target_is_told_in_the_singular() -> None:
    assert targets(replace(SEEN, targets=(UP,))).summary == "1 of 1 target up"
    assert targets(replace(SEEN, targets=(UP, UP))).summary == "2 of 2 targets up"


def test_a_prometheus_that_scrapes_nothing_is_told() -> None:
    assert told(targets(replace(SEEN, targets=()))) == [(True, "Prometheus scrapes nothing")]


@pytest.mark.parametrize(
    ("skew", "verdict"),
    [(0.4, Verdict.OK), (-5.4, Verdict.OK), (7, Verdict.WARNING), (-40, Verdict.FAILED), (40, Verdict.FAILED)],
)
def test_a_clock_may_be_off_by_seconds_and_not_by_half_a_minute(skew: float, verdict: Verdict) -> None:
    assert clock(replace(SEEN, loki=server("loki", skew))).verdict is verdict


def test_the_clock_of_something_else_at_its_address_does_not_count() -> None:
    assert clock(replace(SEEN, loki=replace(server("loki", 400), state="absent"))).verdict is Verdict.NOT_CHECKED


def test_a_histogram_with_many_buckets_is_a_warning_and_one_with_opentelemetrys_is_not() -> None:
    found = histogram_buckets(replace(SEEN, buckets={"wait": 16, "cost": 120}))
    assert told(found) == [(False, "cost has 120 buckets: each of its series counts 120-fold")]


def test_the_largest_metrics_are_shown_and_what_is_too_large_or_forbidden_is_told() -> None:
    head = HeadStatistics(40_000, {"a": 30_000, "b": 10}, {"user_id": 3, "path": 5_000, "__name__": 2_000})
    found = cardinality(replace(SEEN, head=head))
    assert found.summary == "40,000 series: most have a 30,000, b 10"
    assert [one.message for one in found.problems] == [
        'label "path" has 5,000 values',
        'label "user_id" is in Prometheus with 3 values, and the catalogue forbids it',
        "a has 30,000 series, 75% of all",
    ]


@pytest.mark.parametrize(
    ("expr", "health", "said"),
    [
        ("up  ==  0", "ok", []),
        ("up == 1", "ok", ["rule Down of group app is loaded with another expression: up == 1"]),
        ("up == 0", "err", ["rule Down of group app fails: too many"]),
    ],
)
def test_loaded_rules_must_be_the_projects_and_evaluate(expr: str, health: str, said: list[str]) -> None:
    rule = LoadedRule("app", "Down", expr, "alerting", health, "too many")
    assert [one.message for one in prometheus_rules(replace(SEEN, rules=(rule,))).problems] == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (LiveRule("r-1", "ok"), []),
        (LiveRule("r-1", "error", "no such host"), [(True, "rule Down of group app fails: no such host")]),
        (LiveRule("r-1", "nodata"), [(False, "rule Down of group app gets no data")]),
        (LiveRule("r-1", "ok", paused=True), [(False, "rule Down of group app is paused")]),
        (LiveRule("r-2", "ok"), [(True, "rule Down of group app is not in Grafana")]),
    ],
)
def test_grafanas_rules_must_be_there_and_evaluate(rule: LiveRule, said: list[tuple[bool, str]]) -> None:
    assert told(grafana_rules(replace(SEEN, live_rules=(rule,)))) == said


def test_a_link_must_lead_to_traces_and_a_derived_field_capture_their_id() -> None:
    field = {"name": "trace", "matcherRegex": "trace_id=\\w+", "datasourceUid": "prom"}
    logs = LiveDatasource("loki", "Loki", "loki", json_data={"derivedFields": [field]})
    metrics = LiveDatasource("prom", "Prometheus", "prometheus")
    assert [one.message for one in trace_links(replace(SEEN, datasources=(logs, metrics))).problems] == [
        "derivedFields of data source loki leads to prom, which is a prometheus and no tempo",
        'derived field "trace" of data source loki captures nothing: trace_id=\\w+',
    ]


def test_without_a_declared_stack_no_retention_is_wrong() -> None:
    assert loki_retention(replace(SEEN, retentions={"loki": 1})).verdict is Verdict.NOT_CHECKED


STACK = replace(PROJECT, stacks=(Definition(monitoring_stack(), Origin("stack/shop.py")),))
NOT_THERE = Server(
    "collector", "OpenTelemetry Collector", "http://localhost:13133", "--collector", said="nothing listens"
)
OUT, OWN = (replace(UP, job="otel", url=f"http://collector:{port}/metrics") for port in (8889, 8888))


@pytest.mark.parametrize(
    ("scraped", "verdict"),
    [
        ((replace(OUT, health="down"), replace(OWN, health="down"), UP), Verdict.FAILED),
        ((replace(OUT, health="down"), OWN), Verdict.NOT_CHECKED),
        ((OUT, OWN), Verdict.NOT_CHECKED),
        ((replace(UP, health="down"),), Verdict.NOT_CHECKED),
        ((), Verdict.NOT_CHECKED),
    ],
)
def test_a_collector_that_prometheus_finds_at_no_port_is_down(scraped: tuple[Target, ...], verdict: Verdict) -> None:
    seen = replace(SEEN, declared=Declared(STACK, Bundle([])), collector=NOT_THERE, targets=scraped)
    found = collector(seen)
    assert found.verdict is verdict
    if verdict is Verdict.FAILED:
        assert told(found) == [
            (True, "nothing listens, and Prometheus cannot scrape http://collector:8889/metrics either")
        ]
        assert "shop-collector" in found.problems[0].next


def test_a_program_is_named_with_its_article() -> None:
    wrong = replace(NOT_THERE, named=True, elsewhere="http://localhost:1")
    (problem,) = collector(replace(SEEN, collector=wrong)).problems
    assert "; an OpenTelemetry Collector answers at http://localhost:1" in problem.message


def test_a_retention_of_one_day_is_told_in_the_singular() -> None:
    seen = replace(SEEN, declared=Declared(STACK, Bundle([])), retentions={"loki": 86_400_000})
    assert "it keeps 1 day, declared" in loki_retention(seen).summary


@pytest.mark.parametrize(
    ("url", "next"),
    [
        (
            "http://collector:8890/metrics",
            "the stack declares collector at port 8889 or 8888: correct it in scrape_configs",
        ),
        ("http://prom:9091/metrics", "the stack declares prom at port 9090: correct it in scrape_configs"),
        ("http://collector:8889/metrics", "open http://collector:8889/metrics from where Prometheus runs"),
        ("http://shop:1/metrics", "open http://shop:1/metrics from where Prometheus runs"),
    ],
)
def test_a_scrape_of_a_port_that_the_stack_does_not_declare_is_told_which_it_does(url: str, next: str) -> None:
    down = replace(UP, health="down", url=url)
    (problem,) = targets(replace(SEEN, declared=Declared(STACK, Bundle([])), targets=(down,))).problems
    assert problem.next.startswith(next)
