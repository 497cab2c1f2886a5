"""Conditions that are always or never true."""

from __future__ import annotations

from .places import anywhere
from .planted import Mutation, Planted
from .queries import COUNTER, Queries


def _never_true(queries: Queries) -> Planted:
    metric = queries.gauge()
    match queries.number(0, 2):
        case 0:
            return anywhere(queries, f"count({metric}) < {queries.number(2, 9)}", f"count({metric}) == 0")
        case 1:
            return anywhere(queries, f"(count({metric}) or vector(0)) < 1", f"count({metric}) < 1")
        case _:
            name, limit = queries.one(("sum", "max", "avg")), queries.number(0, 9)
            return anywhere(queries, f"{name}({metric} > bool {limit}) == 0", f"{name}({metric} > {limit}) == 0")


def _share(queries: Queries) -> str:
    grouping = queries.one(("", " by (job)", " by (job, route)"))
    length = queries.range()
    failed = f'sum{grouping} (rate({COUNTER}{{status_class="5xx"}}[{length}]))'
    return f"{failed} / sum{grouping} (rate({COUNTER}[{length}]))"


def _percent_against_share(queries: Queries) -> Planted:
    share, percent = _share(queries), queries.number(2, 99)
    op = queries.one((">", ">=", "<"))
    return anywhere(queries, f"{share} {op} {percent / 100}", f"{share} {op} {percent}")


def _value_out_of_range(queries: Queries) -> Planted:
    limit = queries.number(2, 99)
    query, valid, faulty = queries.one(
        (
            "up OP | == 0 | > 1",
            f"up OP | < 1 | == {limit}",
            f"sum({queries.rate()}) OP | > {limit} | < 0",
            f"max by (job) ({queries.rate()}) OP | <= 0 | < -{limit}",
            f"clamp_max({queries.sum()}, {limit}) OP | >= {limit} | > {limit}",
            f"abs({queries.gauge()}) OP | > {limit} | == -{limit}",
        )
    ).split(" | ")
    return anywhere(queries, query.replace("OP", valid), query.replace("OP", faulty))


def _always_true(queries: Queries) -> Planted:
    limit = queries.number(2, 99)
    query, valid, faulty = queries.one(
        (
            "up OP | < 1 | <= 1",
            f"sum({queries.rate()}) OP | > 0 | >= 0",
            f"max by (job) ({queries.rate()}) OP | > {limit} | > -{limit}",
            f"clamp_min(sum({queries.rate()}), {limit}) OP | > {limit} | >= {limit}",
        )
    ).split(" | ")
    return anywhere(queries, query.replace("OP", valid), query.replace("OP", faulty))


def _nan_in_aggregation(queries: Queries) -> Planted:
    above, below = (f"sum by (job) ({queries.rate()})" for _ in range(2))
    name = queries.one(("sum", "avg"))
    factor = queries.one(("", "100 * "))
    return anywhere(queries, f"{name}({factor}({above} / ({below} > 0)))", f"{name}({factor}({above} / {below}))")


MUTATIONS: dict[str, Mutation] = {
    "PQ122": _never_true,
    "PQ126": _percent_against_share,
    "PQ128": _nan_in_aggregation,
    "PQ139": _value_out_of_range,
    "PQ145": _always_true,
}
