"""What pint 0.87 gets wrong about PromQL, and this linter does not: the gaps that were read in its sources."""

from __future__ import annotations

import pytest

from glimpse_gitops.lint.rule_table import RULES

from . import sample_project


def found(expr: str, *ids: str) -> set[str]:
    """Which of some rules find something in an alert's expression."""
    text = f"alert: A\nexpr: |-\n  {expr}\nfor: 5m\nlabels: {{severity: warning}}\nannotations: {{summary: Too many}}\n"
    rules = tuple(rule for rule in RULES if rule.id in ids)
    return {finding.rule for finding in sample_project.in_yaml(text, rules)}


def test_a_quantile_has_no_le_any_more() -> None:
    expr = "histogram_quantile(0.9, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m])))"
    assert found(f"sum by (le) ({expr}) > 1", "PQ118") == {"PQ118"}
    assert not found(f"max by (job) ({expr}) > 1", "PQ118")


@pytest.mark.parametrize("name", ["limitk(5, {})", "limit_ratio(0.5, {})"])
def test_taking_some_series_keeps_their_labels(name: str) -> None:
    assert not found(f"sum by (method) ({name.format('http_requests_active')}) > 1", "PQ118")


def test_an_alert_on_some_series_is_fragile() -> None:
    assert found("limitk(5, http_requests_active) > 1", "AL207") == {"AL207"}


def test_a_pattern_that_matches_nothing_too_promises_no_label() -> None:
    left, right = '{{__name__="a", team=~"{}"}}', 'sum without (team) ({__name__="b"})'
    assert not found(f"{left.format('.*')} * {right}", "PQ120")
    assert found(f"{left.format('.+')} * {right}", "PQ120") == {"PQ120"}


def test_a_label_that_may_be_replaced_is_no_promise() -> None:
    replaced = 'label_replace(sum by (job) (up), "team", "{}", "job", "{}")'
    right = "sum by (job) (http_requests_active)"
    assert not found(f"{replaced.format('$1', '(.+)-.+')} * {right}", "PQ120")
    assert not found(f"{replaced.format('', '.*')} * {right}", "PQ120")
    assert found(f"{replaced.format('x', '.*')} * {right}", "PQ120") == {"PQ120"}


@pytest.mark.parametrize("name", ["rate", "increase", "irate"])
def test_every_rate_needs_two_samples_and_should_have_four(name: str) -> None:
    query = f"sum({name}(http_requests_total[{{}}])) > 1"
    assert found(query.format("20s"), "PQ105", "PQ140") == {"PQ105"}
    assert found(query.format("45s"), "PQ105", "PQ140") == {"PQ140"}
    assert not found(query.format("1m"), "PQ105", "PQ140")


@pytest.mark.parametrize(
    ("expr", "id"),
    [
        ("count(up == 1) == 0", "PQ122"),
        ("histogram_quantile(0.9, sum by (job) (rate(http_request_duration_seconds_bucket[5m]))) > 1", "PQ109"),
        ("sum(rate(http_request_duration_seconds_bucket[5m])) > 1", "PQ112"),
        ("quantile(95, http_requests_active) > 1", "PQ111"),
        ("sum(limit_ratio(10, http_requests_active)) > 1", "PQ111"),
    ],
)
def test_what_pint_does_not_look_for_is_found(expr: str, id: str) -> None:
    assert found(expr, id) == {id}


@pytest.mark.parametrize("expr", ["rate(up[5m]) > 1", "delta(http_requests_total[5m]) > 1", "http_requests_total > 10"])
def test_types_of_metrics_are_known_without_a_server(expr: str) -> None:
    assert found(expr, "PQ101", "PQ102", "PQ103")
