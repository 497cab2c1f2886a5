"""Operations between vectors that do not fit together."""

from __future__ import annotations

from .places import anywhere, inside
from .planted import Mutation, Planted
from .queries import GAUGE, Queries

_OPERATORS = ("+", "-", "*", "/", ">", "<=", "==")


def _never_matches(queries: Queries) -> Planted:
    op = queries.one((*_OPERATORS, "and"))
    extra = queries.one(("method", "instance"))
    left = f"sum by (job, {extra}) ({GAUGE})"
    right = f"max by (job) ({queries.one(('up', GAUGE))})"
    sides = (left, right) if queries.number(0, 1) else (right, left)
    valid = f"{sides[0]} {op} ignoring ({extra}) {sides[1]}"
    return inside(queries, valid, f"{sides[0]} {op} {sides[1]}")


def _many_to_many(queries: Queries) -> Planted:
    op = queries.one(_OPERATORS)
    left = f"sum by (job) ({queries.rate()})"
    right = "max by (job{}) (http_requests_active)"
    valid = f"{left} {op} on (job) {right.format('')}"
    return inside(queries, valid, f"{left} {op} on (job) {right.format(queries.one((', method', ', instance')))}")


def _unlabelled_default(queries: Queries) -> Planted:
    value = queries.one(("vector(0)", "vector(1)", "(vector(0))"))
    wrap = queries.one(("{}", "({}) * 100", "abs({})", "({}) < 5", "avg({})"))
    left = f"sum by ({queries.one(('job', 'method', 'job, method'))}) ({queries.gauge()})"
    return anywhere(queries, wrap.format(f"{left} or on () {value}"), wrap.format(f"{left} or {value}"))


def _identical_operands(queries: Queries) -> Planted:
    op = queries.one(("/", "-", "%", "and", "or", "unless", ">", "<="))
    one = f"sum by (job) ({queries.rate()})"
    same = queries.one((one, f"({one})"))
    return inside(queries, f"{one} {op} sum by (job) ({queries.gauge()})", f"{one} {op} {same}")


def _ratio_of_itself(queries: Queries) -> Planted:
    length, wanted = queries.range(), queries.one(('status_class="5xx"', 'status_class=~"4xx|5xx"', 'route!="/"'))
    more = queries.one(("", ', job="api"'))
    function = queries.one(("rate", "increase", "irate"))
    part, whole = (f"{function}(http_requests_total{{{one}}}[{length}])" for one in (wanted + more, more.strip(", ")))
    groups = queries.one(("by (job, status_class, route)", "without (instance)", ""))
    faulty = f"sum {groups} ({part}) / sum {groups} ({whole})" if groups else f"{part} / {whole}"
    return inside(queries, f"sum by (job) ({part}) / sum by (job) ({whole})", faulty)


def _per_series_ratio(queries: Queries) -> Planted:
    length = queries.range()
    above = f"rate(http_request_duration_seconds_sum[{length}])"
    below = f"rate(http_request_duration_seconds_count[{length}])"
    wrap = queries.one(("max({})", "max by (job) ({})", "topk(5, {})"))
    grouping = queries.one(("", " by (job)", " by (route)"))
    valid = f"sum{grouping} ({above}) / sum{grouping} ({below})"
    return inside(queries, wrap.format(valid), wrap.format(f"{above} / {below}"))


def _unit_mismatch(queries: Queries) -> Planted:
    op = queries.one(("+", "-", ">", "<", "=="))
    name = queries.one(("sum", "max", "avg"))
    right = f"{name}({queries.one((GAUGE, 'avg_over_time(http_requests_active[5m])'))})"
    faulty = f"{name}({queries.one(('temperature', 'max_over_time(temperature[5m])'))})"
    return inside(queries, f"{name}({GAUGE}) {op} {right}", f"{name}({GAUGE}) {op} {faulty}")


MUTATIONS: dict[str, Mutation] = {
    "PQ120": _never_matches,
    "PQ121": _many_to_many,
    "PQ123": _unlabelled_default,
    "PQ124": _identical_operands,
    "PQ153": _ratio_of_itself,
    "PQ127": _per_series_ratio,
    "PQ137": _unit_mismatch,
}
