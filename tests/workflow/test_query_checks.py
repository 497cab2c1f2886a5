"""`plan --check-queries`: each new or changed query is run once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import NotAuthorisedError, RefusedError
from glimpse_gitops.lint.knowledge import knowledge_of
from glimpse_gitops.model.catalogue import EmptyCatalogue
from glimpse_gitops.model.plan import Action, Change
from glimpse_gitops.model.query_check import PlannedQuery, QueryOutcome
from glimpse_gitops.plan.queries import planned_queries
from glimpse_gitops.report.query_checks_text import query_check_lines
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.query_checks import query_checks, run_query
from tests.plan.specs import dashboard, panel, rule, rule_group

WORLD = knowledge_of(EmptyCatalogue(), ()).world
QUERY = PlannedQuery('panel "Up"', "prom", "prometheus", "sum(up)", "sum(up)")


def answering(*result: Any, kind: str = "vector") -> Callable[[str, Mapping[str, str]], Any]:
    return lambda path, params: {"status": "success", "data": {"resultType": kind, "result": list(result)}}


def refusing(error: Exception) -> Callable[[str, Mapping[str, str]], Any]:
    def ask(path: str, params: Mapping[str, str]) -> Any:
        raise error

    return ask


@pytest.mark.parametrize(
    ("ask", "outcome", "said"),
    [
        (answering({}), QueryOutcome.SERIES, "1 of 1 query gives what is expected"),
        (answering(), QueryOutcome.NO_DATA, 'panel "Up": no data now'),
        (answering({}, {}), QueryOutcome.SERIES, 'panel "Up": 2 series, of at most 1; the catalogue promises less'),
        (answering(1, "2", kind="scalar"), QueryOutcome.SERIES, "1 of 1 query gives what is expected"),
        (refusing(RefusedError("parse error", status=400)), QueryOutcome.ERROR, 'panel "Up": error: parse error'),
        (refusing(NotAuthorisedError("not you")), QueryOutcome.NOT_RUN, 'panel "Up": not run: not you'),
        (lambda path, params: "<html>", QueryOutcome.ERROR, "answers something else than a result"),
    ],
)
def test_a_query_is_run_and_held_against_its_bound(ask: Any, outcome: QueryOutcome, said: str) -> None:
    check = run_query(QUERY, "prometheus", ask, WORLD)
    assert check.outcome is outcome
    assert said in "\n".join(query_check_lines([check]))


def test_a_query_for_another_kind_of_data_source_is_not_run() -> None:
    assert run_query(QUERY, "tempo", answering(), WORLD).detail == "data sources of type tempo are not asked"


def board(*exprs: str, **keys: Any) -> Any:
    panels = [
        {**panel(i, f"P{i}", expr), "datasource": {"type": "prometheus", "uid": "prom"}}
        for i, expr in enumerate(exprs, 1)
    ]
    return dashboard("shop", panels=panels, **keys)


def runnable(expr: str, *variables: Mapping[str, Any]) -> tuple[str, str]:
    after = board(expr, templating={"list": list(variables)})
    (query,) = planned_queries([Change(Action.CREATE, after.id, "Shop", None, after)])
    return query.runnable, query.why_not


@pytest.mark.parametrize(
    ("expr", "variable", "expected"),
    [
        ("rate(x[$__rate_interval])", {}, "rate(x[5m])"),
        ('x{a=~"$a"}', {"name": "a", "type": "query", "includeAll": True}, 'x{a=~".*"}'),
        ('x{a=~"${a:regex}"}', {"name": "a", "includeAll": True, "allValue": ".+"}, 'x{a=~".+"}'),
        ('x{a="$a"}', {"name": "a", "type": "custom", "current": {"value": "one"}}, 'x{a="one"}'),
        ('x{a=~"[[a]]"}', {"name": "a", "current": {"value": ["one", "two"]}}, 'x{a=~"one|two"}'),
        ("x > $limit", {"name": "limit", "type": "constant", "query": "5"}, "x > 5"),
    ],
)
def test_variables_get_the_values_that_a_dashboard_opens_with(
    expr: str, variable: Mapping[str, Any], expected: str
) -> None:
    assert runnable(expr, variable) == (expected, "")


@pytest.mark.parametrize(
    ("expr", "why"),
    [
        ('x{a=~"$b"}', "$b has no value before the dashboard is opened"),
        ('x{a="$a"}', "$a stands for one value there, and all are chosen"),
    ],
)
def test_a_query_whose_variables_have_no_value_is_not_run(expr: str, why: str) -> None:
    assert runnable(expr, {"name": "a", "type": "query", "includeAll": True}) == ("", why)


def test_only_new_and_changed_queries_are_run() -> None:
    before, after = board("up", "down"), board("up", "down > 1")
    change = Change(Action.UPDATE, after.id, "Shop", before, after)
    assert [one.text for one in planned_queries([change])] == ["down > 1"]
    group = rule_group(rule("a", "A"))
    made = Change(Action.CREATE, group.id, "app", None, group)
    assert [one.where for one in planned_queries([made])] == ['rule "A" (group app), query A']


def test_queries_are_asked_for_with_get_only(shop: Path, grafana: SandboxServer, plan_for: Callable[..., Any]) -> None:
    with plan_for(shop) as planned:
        checks = query_checks(planned)
    assert len(checks) == 6
    assert {one.detail for one in checks} == {"data source prom is not there yet: this plan creates it"}
    assert not grafana.requests.writes()


def test_a_rule_is_as_expected_where_it_finds_nothing() -> None:
    quiet = replace(QUERY, where='rule "Down"', alerts=True)
    assert query_check_lines([run_query(quiet, "prometheus", answering(), WORLD)]) == [
        "1 of 1 query gives what is expected"
    ]
    (line,) = query_check_lines([run_query(quiet, "prometheus", answering({}), WORLD)])
    assert line == 'rule "Down": 1 would alert now, of at most 1'
