"""Faults of recording rules."""

from __future__ import annotations

from itertools import pairwise

from .alerts import file_of, one_rule
from .planted import Mutation, Planted
from .queries import COUNTER, GAUGE, Queries


def _rate(queries: Queries, length: str) -> str:
    return f"sum by (job) (rate({COUNTER}{queries.matchers(COUNTER)}[{length}]))"


def _record(name: str, expr: str, **more: object) -> dict[str, object]:
    return {"record": name, "expr": expr, **more}


def _duplicate(queries: Queries) -> Planted:
    expr = queries.sum()
    first = _record("job:sample:sum", expr)
    again = _record("job:sample:sum", queries.one(("({})", "  {}", "{} # again")).format(expr))
    return Planted("yaml", file_of(first, _record("job:other:sum", expr)), file_of(first, again))


def _conflicting(queries: Queries) -> Planted:
    name, other = queries.one(("all:sample:sum", "sample:total")), f"max({queries.gauge()}) + {queries.number(1, 99)}"
    first = _record(name, f"sum({queries.gauge()})")
    return Planted("yaml", file_of(first, _record(name + "2", other)), file_of(first, _record(name, other)))


def _too_early(queries: Queries) -> Planted:
    source = _record("job:sample:rate5m", _rate(queries, "5m"))
    reader = _record("all:sample:rate5m", f"{queries.one(('sum', 'max', 'avg'))}(job:sample:rate5m)")
    between = [_record(f"x:sample{number}:sum", queries.sum()) for number in range(queries.number(0, 3))]
    return Planted("yaml", file_of(source, *between, reader), file_of(reader, *between, source))


def _circle(queries: Queries) -> Planted:
    length, what = queries.number(2, 5), f"sample{queries.number(1, 999)}"
    names = [f"level{number}:{what}:sum" for number in range(length)]
    start = _record(names[0], queries.sum())
    chain = [_record(name, f"sum({above})") for above, name in pairwise(names)]
    closing = _record(names[0], f"max({names[-1]})")
    return Planted("yaml", file_of(start, *chain), file_of(closing, *chain))


def _overwritten(queries: Queries) -> Planted:
    kept = queries.some(("job", "method", "instance"))
    label, value = queries.one(kept), queries.one(("all", "any", "web"))
    expr = f"{queries.one(('sum', 'max'))} by ({', '.join(kept)}) ({queries.gauge()})"
    valid = _record("job:sample:sum", expr, labels={"team": value})
    return one_rule(valid, labels={label: value})


def _hidden_metric(queries: Queries) -> Planted:
    expr = f"{queries.one(('sum', 'max', 'avg'))} by (job) ({queries.gauge()})"
    return one_rule(_record(queries.one(("job:sample:sum", "sample_busy")), expr), record=GAUGE)


def _range_mismatch(queries: Queries) -> Planted:
    right, wrong = queries.some(("1m", "5m", "10m", "30m", "1h"), least=2)[:2]
    expr = _rate(queries, right)
    return one_rule(_record(f"job:requests:rate{right}", expr), record=f"job:requests:rate{wrong}")


def _other_operation(queries: Queries) -> Planted:
    said, done = queries.some(("sum", "avg", "min", "max"), least=2)[:2]
    expr = f"OP by (job) ({queries.gauge()})"
    name = f"job:http_requests_active:{said}{queries.one(('', '_peak'))}"
    return one_rule(_record(name, expr.replace("OP", said)), expr=expr.replace("OP", done))


def _removed(queries: Queries) -> Planted:
    gone, kept = (f"job:{one}{queries.number(1, 999)}:sum" for one in ("gone", "kept"))
    settings = {"rules": {"XF609": {"removed": [gone, "job:other:sum"]}}}
    texts = []
    for name in (kept, gone):
        expr = f"{queries.one(('sum', 'max'))}({name}) > {queries.number(1, 99)}"
        alert = f'AlertRule("TooMany", {expr!r}, "5m", {{"severity": "warning"}}, "Too many")'
        texts.append(f"[{settings!r}, Catalogue((), complete=False), {alert}]")
    return Planted("python", *texts)


MUTATIONS: dict[str, Mutation] = {
    "RR260": _other_operation,
    "XF609": _removed,
    "RR252": _duplicate,
    "RR253": _too_early,
    "RR254": _circle,
    "RR256": _overwritten,
    "RR257": _hidden_metric,
    "RR259": _range_mismatch,
    "RR261": _conflicting,
}
