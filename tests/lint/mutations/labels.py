"""Labels and values that are not there."""

from __future__ import annotations

from .places import inside
from .planted import Mutation, Planted
from .queries import COUNTER, GAUGE, Queries


def _unknown_label(queries: Queries) -> Planted:
    query = f'count({COUNTER}{{LABEL{queries.one(("=", "=~", "!="))}"GET"}})'
    return inside(
        queries,
        query.replace("LABEL", "method"),
        query.replace("LABEL", queries.one(("methode", "verb", "rack", "http_method", "le"))),
    )


def _unknown_value(queries: Queries) -> Planted:
    op = queries.one(("=", "=~", "!=", "!~"))
    query = f'count({COUNTER}{{status_class{op}"VALUE"}})'
    valid, faulty = queries.one(("2xx", "4xx", "5xx")), queries.one(("5x", "500", "5XX", "error", "3xx"))
    return inside(queries, query.replace("VALUE", valid), query.replace("VALUE", faulty))


def _label_gone(queries: Queries) -> Planted:
    outer = queries.one(("max", "sum", "avg", "count"))
    inner = queries.some(("route", "method", "job"), least=1)
    gone = queries.one([label for label in ("route", "method", "job", "status_class") if label not in inner])
    query = f"{outer} by (LABEL) (sum by ({', '.join(inner)}) ({queries.rate()}))"
    return inside(queries, query.replace("LABEL", queries.one(inner)), query.replace("LABEL", gone))


def _selects_nothing(queries: Queries) -> Planted:
    forms = (
        'method=~"GET|PUT" → method="GET",method="PUT"',
        'method!~"GET" → method!~".*"',
        'method=~"GET|POST",method!="POST" → method=~"GET|POST",method="PUT"',
        'method!="GET" → method="GET",method!="GET"',
    )
    valid, faulty = queries.one(forms).split(" → ")
    return inside(queries, f"count({COUNTER}{{{valid}}})", f"count({COUNTER}{{{faulty}}})")


def _regex_in_equality(queries: Queries) -> Planted:
    pattern = queries.one(("/users/.*", "a|b", ".+", "/v[12]/.*", "x.*y"))
    ops = queries.one(("= =~", "!= !~")).split()
    query = f'count({COUNTER}{{route OP"{pattern}"}})'
    return inside(queries, query.replace("OP", ops[1]), query.replace("OP", ops[0]))


def _missing_capture_group(queries: Queries) -> Planted:
    query = f'label_replace(sum by (job) ({GAUGE}), "team", "$N", "job", "(.*)-(.*)")'
    return inside(
        queries, query.replace("N", queries.one(("1", "2", "0"))), query.replace("N", queries.one(("3", "4")))
    )


def _empty_destination_label(queries: Queries) -> Planted:
    query = queries.one(
        (
            f'label_replace(sum by (job) ({GAUGE}), "NEW", "$1", "job", "(.*)-.*")',
            f'label_join(sum by (job, method) ({GAUGE}), "NEW", "-", "job", "method")',
            f'count_values("NEW", sum by (job) ({GAUGE}))',
        )
    )
    return inside(queries, query.replace("NEW", "team"), query.replace("NEW", ""))


def _label_replace_without_source(queries: Queries) -> Planted:
    kept = queries.one(("job", "method"))
    gone = "method" if kept == "job" else "job"
    pattern = queries.one(("(.+)", "(a.*)-b"))
    query = f'label_replace(sum by ({kept}) ({queries.gauge()}), "team", "$1", "SOURCE", "{pattern}")'
    return inside(queries, query.replace("SOURCE", kept), query.replace("SOURCE", gone))


def _unknown_metric(queries: Queries) -> Planted:
    query = f"{queries.one(('sum', 'max', 'count'))}({GAUGE}{queries.matchers(GAUGE)})"
    wrong = queries.one((GAUGE[:-1], GAUGE.replace("requests", "request"), "http_" + GAUGE))
    return inside(queries, query, query.replace(GAUGE, wrong))


MUTATIONS: dict[str, Mutation] = {
    "XF601": _unknown_metric,
    "PQ116": _unknown_label,
    "PQ117": _unknown_value,
    "PQ118": _label_gone,
    "PQ119": _regex_in_equality,
    "PQ152": _selects_nothing,
    "PQ125": _missing_capture_group,
    "PQ146": _empty_destination_label,
    "PQ147": _label_replace_without_source,
}
