"""Rates in files from elsewhere: what a running machine counts all the time is no divisor that may be 0."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files


def rules_found(expr: str) -> set[str]:
    """The rules of what is found in a recording rule from elsewhere."""
    text = f"groups: [{{name: a, rules: [{{record: 'a:b', expr: '{expr}'}}]}}]"
    return {one.rule for one in lint_files([foreign_from_bytes("a.yml", text.encode())])}


def found(divisor: str) -> bool:
    """Whether a sum of ratios with this divisor is reported."""
    text = (
        f"groups: [{{name: a, rules: [{{record: 'a:ratio', expr: 'sum(rate(b_total[5m]) / rate({divisor}[5m]))'}}]}}]"
    )
    return any(one.rule == "PQ128" for one in lint_files([foreign_from_bytes("a.yml", text.encode())]))


@pytest.mark.parametrize(
    "divisor", ["node_netstat_Tcp_OutSegs", "node_cpu_seconds_total", "collectd_cpu_total", "host_cpu_seconds_total"]
)
def test_counters_that_never_rest_are_fine_as_divisors(divisor: str) -> None:
    assert not found(divisor)


def test_counters_that_may_rest_are_not() -> None:
    assert found("node_disk_reads_completed_total")


def test_a_gauge_of_bytes_may_be_one_of_bytes_per_second() -> None:
    def shown_as(unit: str) -> bool:
        target = {"refId": "A", "expr": "sum(bdb_ingress_bytes)", "datasource": {"type": "prometheus", "uid": "$ds"}}
        panel = {"title": "A", "type": "stat", "fieldConfig": {"defaults": {"unit": unit}}, "targets": [target]}
        text = json.dumps({"uid": "a", "title": "A", "panels": [panel]})
        return any(one.rule == "DB332" for one in lint_files([foreign_from_bytes("a.json", text.encode())]))

    assert not shown_as("binBps")
    assert shown_as("s")


@pytest.mark.parametrize(
    ("metric", "is_counter"), [("table_flushes_total", True), ("table_pending_flushes_total", False)]
)
def test_how_many_are_pending_is_no_counter_though_it_is_called_a_total(metric: str, is_counter: bool) -> None:
    text = f"groups: [{{name: a, rules: [{{record: 'a:b', expr: 'idelta({metric}[5m])'}}]}}]"
    found = lint_files([foreign_from_bytes("a.yml", text.encode())])
    assert ("PQ102" in {one.rule for one in found}) == is_counter


def blames(expr: str) -> bool:
    """Whether a function for gauges is reported in a recording rule."""
    text = f"groups: [{{name: a, rules: [{{record: 'a:b', expr: '{expr}'}}]}}]"
    return any(one.rule == "PQ102" for one in lint_files([foreign_from_bytes("a.yml", text.encode())]))


@pytest.mark.parametrize(
    "expr",
    [
        "delta(pd_heartbeat_tick_total[30s]) < -10",
        "-1 > bool delta(pd_heartbeat_tick_total[30s])",
        "abs(delta(scheduler_contex_total[5m])) > 1000",
        'deriv(node_cpu_seconds_total{mode="iowait"}[1m]) > 0',
    ],
)
def test_what_is_known_to_fall_is_no_counter(expr: str) -> None:
    assert not blames(expr)


@pytest.mark.parametrize(
    "expr", ["delta(a_total[5m]) > 10", "abs(a) + delta(a_total[5m])", 'deriv(node_cpu_seconds_total{mode="idle"}[1m])']
)
def test_what_is_asked_for_its_growth_is_one(expr: str) -> None:
    assert blames(expr)


@pytest.mark.parametrize(
    ("expr", "is_told"),
    [
        ("sum by (pod) (rate(a_sum[5m]) / rate(a_count[5m]))", False),
        ("sum by (pod) (sum by (pod, le) (rate(a_sum[5m])) / sum by (pod, le) (rate(a_count[5m])))", True),
        ("sum by (pod) (sum by (pod) (rate(a_sum[5m])) / sum by (pod) (rate(a_count[5m])))", False),
        ("sum(rate(a_sum[5m]) / rate(a_count[5m]))", True),
        ("avg by (pod) (rate(a_sum[5m]) / rate(a_count[5m]))", True),
    ],
)
def test_a_sum_that_may_be_of_one_series_each_is_no_number_either_way(expr: str, is_told: bool) -> None:
    assert ("PQ128" in rules_found(expr)) == is_told


def test_messages_of_a_level_are_counted_though_their_name_ends_in_info() -> None:
    def told(metric: str) -> bool:
        return "PQ133" in rules_found(f"increase({metric}[5m])")

    assert told("build_info")
    assert not told("agroal_logging_info")
    assert not told("envoy_postgres_ingress_postgres_notices_info")


@pytest.mark.parametrize(
    ("expr", "is_told"),
    [
        ("sum by (db) (pg_connections) > pg_limit * 0.9", True),
        ("up == 0 and vector(1)", True),
        ("rate(a_total[5m]) / sum(rate(a_total[5m]))", True),
        ("sum by (db) (pg_connections) > on () group_left () pg_limit", False),
        ("sum by (instance) (pg_connections) > pg_limit", False),
        ('(kill_switch == 1 or breaker{name="a"} == 1) and count(server_health == 0) >= 3', True),
        ('rate(a_bucket{le="0.5"}[5m]) / rate(a_count[5m])', True),
        ('rate(a_count[5m]) - rate(a_bucket{le="0.5"}[5m])', True),
        ('rate(a_bucket{le="0.5"}[5m]) / ignoring (le) rate(a_count[5m])', False),
        ('sum(rate(a_bucket{le="0.5"}[5m])) / sum(rate(a_count[5m]))', False),
        ('rate(a_bucket{le="0.5"}[5m]) / rate(b_count[5m])', False),
        ("(kill_switch == 1 and breaker) * count(server_health)", True),
        ("(kill_switch == 1 or vector(0)) and count(server_health == 0) >= 3", False),
        ("(kill_switch == 1 or a:recorded:sum) and count(server_health == 0) >= 3", False),
        ("sum by (db) (pg_connections) > scalar(pg_limit)", False),
        ("sum by (db) (pg_connections) > pg:limit", False),
        ("sum by (db) (pg_connections) unless pg_limit", False),
        ("sum(pg_connections) > max(pg_limit)", False),
    ],
)
def test_what_is_scraped_has_no_pair_without_the_labels_of_its_target(expr: str, is_told: bool) -> None:
    assert ("PQ120" in rules_found(expr)) == is_told


@pytest.mark.parametrize(
    ("expr", "is_told"),
    [
        ("irate(process_virtual_memory_bytes[5m])", True),
        ("sum(rate(go_goroutines[5m]))", True),
        ("deriv(go_goroutines[5m])", False),
        ("increase(process_start_time_seconds[5m]) > 0", False),
        ("rate(my_goroutines[5m])", False),
    ],
)
def test_gauges_that_everybody_knows_have_no_rate(expr: str, is_told: bool) -> None:
    assert ("PQ101" in rules_found(expr)) == is_told
