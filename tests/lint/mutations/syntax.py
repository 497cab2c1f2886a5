"""Faults of the text itself."""

from __future__ import annotations

from .places import anywhere, inside
from .planted import Mutation, Planted
from .queries import COUNTER, GAUGE, Queries


def _syntax_error(queries: Queries) -> Planted:
    valid = queries.around(queries.sum())
    cut = queries.number(0, 3)
    if cut == 0:
        return anywhere(queries, valid, f"{valid})")
    if cut == 1:
        return anywhere(queries, valid, valid.replace("(", "((", 1))
    return anywhere(queries, valid, f"{valid} {queries.one(('+', '/', 'and', '>', 'by (job'))}")


def _type_error(queries: Queries) -> Planted:
    length = queries.range()
    inner = f"{COUNTER}{queries.matchers(COUNTER)}"
    if queries.number(0, 1):
        return inside(queries, f"sum(rate({inner}[{length}]))", f"sum(rate({inner}))")
    return inside(queries, f"sum(rate({inner}[{length}]))", f"sum({inner}[{length}])")


def _unknown_function(queries: Queries) -> Planted:
    name = queries.one(("rate", "increase", "delta", "avg_over_time", "max_over_time", "irate"))
    wrong = queries.one((f"{name}s", name[:-1], name.replace("a", "ae", 1), f"my_{name}"))
    argument = f"({GAUGE}{queries.matchers(GAUGE)}[{queries.range()}])"
    return inside(queries, f"sum({name}{argument})", f"sum({wrong}{argument})")


def _invalid_regex(queries: Queries) -> Planted:
    good = queries.one(("/users/.*", "(a|b)", "[ab]+", "a{2,5}", "(?i)x"))
    bad = queries.one(("/users/(", "[ab", "*a", "a{2,1}", "(?=x)", "a**", "(?P<n", "[b-a]", "x{1001}"))
    op = queries.one(("=~", "!~"))
    query = f'sum({COUNTER}{{route{op}"PATTERN"}})'
    return inside(queries, query.replace("PATTERN", good), query.replace("PATTERN", bad))


def _too_complex(queries: Queries) -> Planted:
    term = queries.sum()
    deep = queries.number(210, 400)
    if queries.number(0, 1):
        return Planted("promql", f"(({term}))", "(" * deep + term + ")" * deep)
    return Planted("promql", f"{term} + {term}", " + ".join([term] * 700))


def _repeated_label(queries: Queries) -> Planted:
    labels = queries.some(("method", "job", "instance"))
    again = [*labels, queries.one(labels)]
    keyword = queries.one(("by", "without"))
    query = f"max {keyword} (LIST) ({queries.gauge()})"
    return inside(queries, query.replace("LIST", ", ".join(labels)), query.replace("LIST", ", ".join(again)))


def _repeated_matcher(queries: Queries) -> Planted:
    first = queries.one(('job="api"', 'job!~"a|b"', 'instance=~"a.*"'))
    other = queries.one(('method="GET"', 'method!="POST"'))
    query = f"max({GAUGE}{{{first}, {other}MORE}})"
    return inside(queries, query.replace("MORE", ""), query.replace("MORE", f", {queries.one((first, other))}"))


def _feature_flag(queries: Queries) -> Planted:
    valid = f"sum(topk(3, {queries.gauge()}))"
    faulty = queries.one(
        (
            f"sum(limitk({queries.number(1, 9)}, {queries.gauge()}))",
            f"max(mad_over_time({queries.gauge()}[{queries.range()}]))",
            f"max(double_exponential_smoothing({queries.gauge()}[{queries.range()}], 0.5, 0.5))",
            f"sum(rate({queries.counter()}[5m + {queries.range()}]))",
            f"sum(rate({queries.counter()}[5m] smoothed))",
        )
    )
    return inside(queries, valid, faulty)


def _foreign_dialect(queries: Queries) -> Planted:
    metric = queries.gauge()
    faulty = queries.one(
        (
            f"topk_max({queries.number(1, 9)}, {metric})",
            f"sum(keep_last_value({metric}))",
            f"max(median_over_time({metric}[{queries.range()}]))",
            f"sum({metric}) default 0",
            f"label_set(sum({metric}), 'team', 'x')",
        )
    )
    return anywhere(queries, f"sum({metric})", faulty)


def _unrendered_template(queries: Queries) -> Planted:
    query = f'sum({GAUGE}{{job="JOB"}}) > LIMIT'
    place = queries.one(("JOB", "LIMIT"))
    left = queries.one(("{{ .Values.job }}", "{{ job }}", "<no value>", "%(job)s", "{{ $x }}"))
    valid = query.replace("JOB", "api").replace("LIMIT", str(queries.number(1, 99)))
    return anywhere(queries, valid, query.replace(place, left).replace("JOB", "api").replace("LIMIT", "5"))


def _nameless_selector(queries: Queries) -> Planted:
    matchers = queries.matchers(GAUGE, least=1).replace("!=", "=").replace("!~", "=~")
    return inside(queries, f"count({GAUGE}{matchers})", f"count({matchers})")


def _beyond_retention(queries: Queries) -> Planted:
    query = f"sum({queries.gauge()} offset LENGTH)"
    valid, faulty = queries.one(("1h", "7d", "2w")), queries.one(("30d", "16d", "3w", "1y"))
    return inside(queries, query.replace("LENGTH", valid), query.replace("LENGTH", faulty))


MUTATIONS: dict[str, Mutation] = {
    "PQ001": _syntax_error,
    "PQ002": _type_error,
    "PQ004": _unknown_function,
    "PQ005": _feature_flag,
    "PQ006": _foreign_dialect,
    "PQ007": _unrendered_template,
    "PQ009": _invalid_regex,
    "PQ010": _repeated_label,
    "PQ011": _too_complex,
    "PQ014": _repeated_matcher,
    "PQ115": _nameless_selector,
    "PQ131": _beyond_retention,
}
