"""Faults of the text itself."""

from __future__ import annotations

from .places import anywhere, in_alert, inside
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
    if queries.one(("template", "template", "variable")) == "variable":
        operator, name = queries.one(("=", "=~", "!=")), queries.one(("job", "instance", "cluster"))
        query = f'sum({GAUGE}{{job{operator}"JOB"}}) > {queries.number(1, 99)}'
        return in_alert(queries, query.replace("JOB", "api"), query.replace("JOB", f"${name}"))
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


def _with_settings(options: dict[str, object], id: str, valid: str, faulty: str) -> Planted:
    rule = 'AlertRule("TooMany", {!r}, "5m", {{"severity": "warning"}}, "Too many")'
    settings = {"rules": {id: options}}
    return Planted("python", *(f"[{settings!r}, {rule.format(expr)}]" for expr in (valid, faulty)))


def _newer(queries: Queries) -> Planted:
    valid, metric = f"max({queries.gauge()}) > {queries.number(1, 99)}", queries.gauge()
    faulty = queries.one(
        (
            f"max(ts_of_max_over_time({metric}[{queries.range()}])) > 1",
            f"sum({metric} @ {queries.number(10**9, 2 * 10**9)}) > 1",
            f"sum(limitk({queries.number(1, 9)}, {metric})) > 1",
            f"count(group by (job) ({metric})) > 1",
        )
    )
    return _with_settings({"version": queries.one(("2.19", "v2.10.1", "2.15"))}, "PQ013", valid, faulty)


def _missing_matcher(queries: Queries) -> Planted:
    label = queries.one(("job", "instance", "method"))
    others = queries.matchers(GAUGE, without=(label,)).strip("{}")
    limit, name = queries.number(1, 99), queries.one(("sum", "max", "avg"))
    matcher = queries.one((f'{label}="a"', f'{label}=~"a.*"', f'{label}!="b"'))
    texts = [f"{name}({GAUGE}{{{', '.join(filter(None, (one, others)))}}}) > {limit}" for one in (matcher, "")]
    required = queries.one((f"{GAUGE}: {label}", f"http_*: {label}", f"{GAUGE}:{label} "))
    return _with_settings({"required": [required]}, "PQ142", *texts)


def _milliseconds(queries: Queries) -> Planted:
    if queries.one(("at", "clock")) == "at":
        when = str(queries.number(10**9, 2 * 10**9))
        query = f"max({queries.gauge()} @ WHEN)"
        return inside(queries, query.replace("WHEN", when), query.replace("WHEN", when + "000"))
    name = queries.one(("backup_last_success", "job_finished", "certificate_expiry"))
    ending = queries.one(("_ms", "_milliseconds", "_timestamp_ms"))
    query = queries.one(("time() - METRIC > LIMIT", "max(METRIC) - time() < LIMIT", "METRIC + LIMIT < 5"))
    query = query.replace("METRIC + LIMIT < 5", "METRIC < time()").replace("LIMIT", str(queries.number(60, 9000)))
    return in_alert(queries, query.replace("METRIC", f"{name}_seconds"), query.replace("METRIC", name + ending))


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
    "PQ013": _newer,
    "PQ014": _repeated_matcher,
    "PQ136": _milliseconds,
    "PQ142": _missing_matcher,
    "PQ115": _nameless_selector,
    "PQ131": _beyond_retention,
}
