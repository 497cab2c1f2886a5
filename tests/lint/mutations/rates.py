"""Faults of what is done to counters and gauges over time."""

from __future__ import annotations

from .places import in_alert, in_recording, inside
from .planted import Mutation, Planted
from .queries import COUNTER, GAUGE, Queries

_RATES = ("rate", "irate", "increase")


def _rate_on_gauge(queries: Queries) -> Planted:
    length, rate = queries.range(), queries.one(_RATES)
    valid = f"sum({rate}({queries.counter()}[{length}]))"
    return inside(queries, valid, f"sum({rate}({queries.one((GAUGE, 'up', 'temperature'))}[{length}]))")


def _delta_on_counter(queries: Queries) -> Planted:
    length, name = queries.range(), queries.one(("delta", "idelta", "deriv"))
    return inside(queries, f"sum({name}({queries.gauge()}[{length}]))", f"sum({name}({queries.counter()}[{length}]))")


def _raw_counter(queries: Queries) -> Planted:
    length, metric = queries.range(), queries.counter()
    wrap = queries.one(("sum({})", "max by (job) ({})", "sum without (instance) ({})", "topk(3, {})"))
    return inside(queries, wrap.format(f"rate({metric}[{length}])"), wrap.format(metric))


def _over_time_on_counter(queries: Queries) -> Planted:
    name = queries.one(("avg", "sum", "min", "max", "stddev"))
    query = f"max by (job) ({name}_over_time(METRIC[{queries.range()}]))"
    return inside(queries, query.replace("METRIC", queries.gauge()), query.replace("METRIC", queries.counter()))


def _range_too_short(queries: Queries) -> Planted:
    query = f"sum({queries.one(_RATES)}({queries.counter()}[LENGTH]))"
    short = queries.one(("5s", "10s", "15s", "20s", "29s"))
    return inside(queries, query.replace("LENGTH", queries.range()), query.replace("LENGTH", short))


def _range_barely_long_enough(queries: Queries) -> Planted:
    query = f"sum({queries.one(_RATES)}({queries.counter()}[LENGTH]))"
    short = queries.one(("30s", "40s", "45s", "59s"))
    return inside(queries, query.replace("LENGTH", queries.range()), query.replace("LENGTH", short))


def _subquery_step_too_short(queries: Queries) -> Planted:
    query = f"max_over_time({queries.sum()}[1h:STEP])"
    valid, faulty = queries.one(("15s", "1m", "5m", "")), queries.one(("1s", "5s", "10s"))
    return inside(queries, query.replace("STEP", valid), query.replace("STEP", faulty))


def _rate_of_sum(queries: Queries) -> Planted:
    name, grouping = queries.one(_RATES), queries.one(("", " by (job)", " without (instance)"))
    metric, length = queries.counter(), queries.range()
    aggregation = queries.one(("sum", "avg"))
    valid = f"max({aggregation}{grouping} ({name}({metric}[{length}])))"
    return inside(
        queries, valid, f"max({name}({aggregation}{grouping} ({metric})[{length}:{queries.one(('', '1m'))}]))"
    )


def _rate_of_rate(queries: Queries) -> Planted:
    inner = f"sum by (job) ({queries.rate()})"
    query = f"max(FUNCTION({inner}[{queries.one(('1h', '1d'))}:{queries.one(('', '1m', '5m'))}]))"
    valid = queries.one(("avg_over_time", "max_over_time", "deriv"))
    return inside(queries, query.replace("FUNCTION", valid), query.replace("FUNCTION", queries.one(_RATES)))


def _irate_in_rule(queries: Queries) -> Planted:
    query = f"sum({{}}({COUNTER}{queries.matchers(COUNTER)}[{queries.range()}])) > {queries.number(1, 99)}"
    parts = query.split("{}", 1)
    return in_alert(queries, "rate".join(parts), "irate".join(parts))


def _negative_offset(queries: Queries) -> Planted:
    query = f"sum({queries.gauge()} offset SIGN{queries.range()})"
    place = in_alert if queries.number(0, 1) else in_recording
    return place(queries, query.replace("SIGN", ""), query.replace("SIGN", "-"))


def _info_metric_misuse(queries: Queries) -> Planted:
    info = "http_build_info" + queries.one(("", '{job="api"}'))
    faulty = queries.one(
        (
            f'count_values("version", {info})',
            f"sum(rate({info}[5m]))",
            f"stddev by (job) ({info})",
            f"max(delta({info}[1h]))",
        )
    )
    return inside(queries, f"{queries.one(('sum', 'count', 'max'))} by (version) ({info})", faulty)


def _subquery_in_rule(queries: Queries) -> Planted:
    length = queries.one(("1h", "3h", "1d"))
    inner = queries.gauge()
    return in_recording(
        queries,
        f"max(max_over_time({inner}[{length}]))",
        f"max_over_time(sum({inner})[{length}:{queries.one(('', '1m'))}])",
    )


MUTATIONS: dict[str, Mutation] = {
    "PQ101": _rate_on_gauge,
    "PQ102": _delta_on_counter,
    "PQ103": _raw_counter,
    "PQ104": _over_time_on_counter,
    "PQ105": _range_too_short,
    "PQ106": _rate_of_sum,
    "PQ107": _rate_of_rate,
    "PQ108": _irate_in_rule,
    "PQ129": _negative_offset,
    "PQ130": _subquery_in_rule,
    "PQ133": _info_metric_misuse,
    "PQ140": _range_barely_long_enough,
    "PQ141": _subquery_step_too_short,
}
