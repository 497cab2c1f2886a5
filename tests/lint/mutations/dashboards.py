"""Faults of dashboards, panels and variables."""

from __future__ import annotations

import json
from typing import Any

from .boards import DS, SOURCE, a_dashboard, a_panel, a_target, a_variable, in_dashboard, in_panel
from .planted import Mutation, Planted
from .queries import Queries


def _bad_uid(queries: Queries) -> Planted:
    name = f"overview-{queries.number(1, 999)}"
    wrong = queries.one((name.replace("-", " "), name + "!", name * 6, name.replace("o", "ö")))
    return in_dashboard(queries, {"uid": name}, {"uid": wrong})


def _unit(unit: str) -> dict[str, Any]:
    return {"fieldConfig": {"defaults": {"unit": unit}}}


def _unknown_unit(queries: Queries) -> Planted:
    right, wrong = queries.one(("reqps reqsp", "s seconds", "bytes byts", "percent percnt", "Bps bytes/s")).split()
    return in_panel(queries, _unit(right), _unit(wrong), targets=a_target(queries)["targets"], type="heatmap")


def _no_source_variable(queries: Queries) -> Planted:
    title = f"Board {queries.number(1, 999)}"
    return in_dashboard(queries, {"title": title}, {"title": title, "templating": {"list": []}, "panels": []})


def _hard_coded(queries: Queries) -> Planted:
    wrong = {"type": "prometheus", "uid": f"P{queries.number(10**15, 10**16 - 1)}"}
    return in_panel(queries, {"datasource": DS}, {"datasource": wrong})


def _interval(queries: Queries) -> Planted:
    rate, metric = queries.one(("rate", "increase", "irate")), queries.counter()
    valid, faulty = (
        a_target(queries, expr=f"sum({rate}({metric}[{one}]))") for one in ("$__rate_interval", "$__interval")
    )
    return in_panel(queries, valid, faulty)


def _unknown_variable(queries: Queries) -> Planted:
    wrong = queries.one(("dss", "jop", "datasource", "pod", "cluster"))
    label = queries.one(("job", "instance"))
    valid, faulty = (a_target(queries, expr=f'sum(up{{{label}=~"{one}"}})') for one in ("$ds", f"${wrong}"))
    return in_panel(queries, valid, faulty)


def _cycle(queries: Queries) -> Planted:
    first, second = queries.some(("job", "instance", "pod", "node"), least=2)[:2]

    def listed(needed: str) -> dict[str, Any]:
        query = f'label_values(up{{x=~"{needed}"}}, {first})'
        other = a_variable(second, query=f'label_values(up{{{first}=~"${first}"}}, {second})')
        shown = {"description": f"${first} ${second}"}
        return {"templating": {"list": [SOURCE, a_variable(first, query=query), other]}, **shown}

    return in_dashboard(queries, listed("a"), listed(f"${second}"))


def _equals(queries: Queries) -> Planted:
    name = queries.one(("job", "instance"))
    several = queries.one(("multi", "includeAll"))
    listed = {"templating": {"list": [SOURCE, a_variable(name, **{several: True})]}}
    texts = [
        a_dashboard(a_panel(queries, **a_target(queries, expr=f'sum(up{{{name}{op}"${name}"}})')), **listed)
        for op in ("=~", queries.one(("=", "!=")))
    ]
    return Planted("json", *texts)


def _overlap(queries: Queries) -> Planted:
    width = queries.number(4, 12)
    first = a_panel(queries, id=1, gridPos={"x": 0, "y": 0, "w": width, "h": 8})
    beside, over = width, queries.number(0, width - 1)
    below = queries.number(0, 7)
    places = [{"x": x, "y": below, "w": 12, "h": 8} for x in (beside, over)]
    texts = [a_dashboard(first, a_panel(queries, id=2, gridPos=place)) for place in places]
    return Planted("json", *texts)


def _same_id(queries: Queries) -> Planted:
    number = queries.number(1, 999)
    texts = [a_dashboard(a_panel(queries, id=number), a_panel(queries, id=other)) for other in (number + 1, number)]
    return Planted("json", *texts)


def _refresh(queries: Queries) -> Planted:
    valid, faulty = queries.one(("5s 1s", "30s 2s", "1m 500ms", "10s 4s")).split()
    return in_dashboard(queries, {"refresh": valid}, {"refresh": faulty})


def _instant(queries: Queries) -> Planted:
    type_ = queries.one(("timeseries", "graph", "heatmap"))
    valid, faulty = a_target(queries, instant=False), a_target(queries, instant=True, range=False)
    return in_panel(queries, valid, faulty, type=type_)


def _no_query(queries: Queries) -> Planted:
    return in_panel(queries, a_target(queries), {"targets": []})


def _wrapped(queries: Queries) -> Planted:
    board = a_dashboard(a_panel(queries))
    label = {"grafana_dashboard": queries.one(("1", "true", ""))}
    texts = [
        json.dumps({"kind": "ConfigMap", "metadata": {"labels": label}, "data": {"a.json": text}})
        for text in (board, f'{{"dashboard": {board}}}')
    ]
    return Planted("yaml", *texts)


def _hidden(queries: Queries) -> Planted:
    return in_panel(queries, a_target(queries), a_target(queries, hide=True))


def _same_letter(queries: Queries) -> Planted:
    first, second = queries.one(("A", "B", "total")), queries.one(("C", "D"))
    both = [
        [{"refId": letter, "expr": queries.sum(), "datasource": DS} for letter in letters]
        for letters in ((first, second), (first, first))
    ]
    return in_panel(queries, {"targets": both[0]}, {"targets": both[1]})


def _unknown_repeat(queries: Queries) -> Planted:
    wrong = queries.one(("dss", "job", "instance", "pod", "cluster"))
    return in_panel(queries, {"repeat": "ds"}, {"repeat": wrong})


def _removed(queries: Queries) -> Planted:
    wrong = queries.one(("vonage-status-panel", "natel-plotly-panel", "michaeldmoore-multistat-panel"))
    return in_panel(queries, {}, {"type": wrong})


def _time(queries: Queries) -> Planted:
    hours = queries.number(1, 48)
    wrong = queries.one((f"now-{hours}hours", f"{hours}h", f"now - {hours}h", f"now+{hours}h", f"-{hours}h"))
    valid, faulty = ({"time": {"from": one, "to": "now"}} for one in (f"now-{hours}h", wrong))
    return in_dashboard(queries, valid, faulty)


def _no_title(queries: Queries) -> Planted:
    return in_panel(queries, {}, {"title": queries.one(("", " "))})


def _same_title(queries: Queries) -> Planted:
    title = f"Load {queries.number(1, 999)}"
    first = a_panel(queries, title=title, type="stat", id=1)
    texts = [a_dashboard(first, {**first, "id": 2, "title": other}) for other in (title + " (host)", title)]
    return Planted("json", *texts)


def _nested_row(queries: Queries) -> Planted:
    inner = {"title": f"Inner {queries.number(1, 999)}", "type": "row"}
    outer = {"title": "Outer", "type": "row"}
    return Planted("json", a_dashboard(outer, inner), a_dashboard({**outer, "panels": [inner]}))


def _many(queries: Queries) -> Planted:
    few, many = queries.number(1, 40), queries.number(41, 90)
    texts = [a_dashboard(*({"title": str(one), "type": "text"} for one in range(count))) for count in (few, many)]
    return Planted("json", *texts)


def _empty(count: int) -> list[dict[str, Any]]:
    return [{} for _ in range(count)]


def _many_queries(queries: Queries) -> Planted:
    few, many = _empty(queries.number(1, 10)), _empty(queries.number(11, 40))
    return in_panel(queries, {"targets": few}, {"targets": many})


def _too_many_queries(queries: Queries) -> Planted:
    few, many = _empty(queries.number(1, 10)), _empty(queries.number(11, 40))
    texts = [a_dashboard(*[a_panel(queries, targets=targets)] * 10) for targets in (few, many)]
    return Planted("json", *texts)


def _cost(queries: Queries) -> Planted:
    hours, name = queries.number(8, 48), queries.one(("max", "sum", "avg", "min"))
    texts = []
    for expr in (f"{name}(temperature)", f"{name}(max_over_time(temperature[{queries.number(5, 9)}m]))"):
        panel = a_panel(
            queries, **a_target(queries, expr=expr), type="timeseries", gridPos={"x": 0, "y": 0, "w": 24, "h": 8}
        )
        texts.append(a_dashboard(panel, time={"from": f"now-{hours}h", "to": "now"}))
    return Planted("json", *texts)


def _unnamed(queries: Queries) -> Planted:
    kept = queries.some(("job", "method", "instance"))
    expr = f"{queries.one(('sum', 'max'))} by ({', '.join(kept)}) ({queries.gauge()})"
    named = a_target(queries, expr=expr, legendFormat=queries.one(("__auto", f"{{{{{kept[0]}}}}}", "all")))
    faulty = a_target(queries, expr=expr, legendFormat="")
    return in_panel(queries, named, faulty, type=queries.one(("timeseries", "graph")))


def _empty_query(queries: Queries) -> Planted:
    faulty = a_target(queries, expr=queries.one(("", " ", "\n")), legendFormat=queries.one(("", "all", "{{job}}")))
    return in_panel(queries, a_target(queries), faulty, title=f"Load {queries.number(1, 999)}")


def _time_zone(queries: Queries) -> Planted:
    right, wrong = queries.one(("Asia/Seoul Seoul_time", "utc UTC+9", "browser local-time", "EST E.S.T.")).split()
    title = f"Board {queries.number(1, 999)}"
    return in_dashboard(queries, {"title": title, "timezone": right}, {"title": title, "timezone": wrong})


def _no_unit(queries: Queries) -> Planted:
    return in_panel(queries, {}, {"fieldConfig": {"defaults": {}}})


def _wrong_unit(queries: Queries) -> Planted:
    quantile = f"histogram_quantile(0.{queries.number(1, 99)}, sum by (le) ({queries.buckets()}))"
    shared = a_target(queries, expr=quantile)
    return in_panel(
        queries, {**shared, **_unit("s")}, {**shared, **_unit(queries.one(("ms", "bytes", "h", "percent")))}
    )


def _link(queries: Queries) -> Planted:
    texts = []
    right, wrong = queries.one(("sample?var-ds=$ds sampel?var-ds=$ds", "sample?var-ds=1 sample?var-sd=1")).split()
    right, wrong = queries.one((f"{right} {wrong}", "sample?var-ds=${ds} sample?var-ds=${sd}")).split()
    panel, host = a_panel(queries), queries.one(("", "https://grafana.example.org", "http://localhost:3000/grafana"))
    for one in (right, wrong):
        link = {"links": [{"title": "Detail", "url": f"{host}/d/{one}&orgId=1"}]}
        texts.append(a_dashboard({**panel, **link}))
    return Planted("json", *texts)


def _boards(queries: Queries, key: str) -> Planted:
    number = queries.number(1, 999)
    first = {"uid": f"board-{number}", "title": f"Board {number}", "panels": []}
    valid = {**first, "uid": f"other-{number}", "title": f"Other {number}"}
    faulty = {**valid, key: first[key]}
    texts = [json.dumps([first, one]) for one in (valid, faulty)]
    return Planted("json", *texts)


MUTATIONS: dict[str, Mutation] = {
    "CD412": _cost,
    "DB301": _bad_uid,
    "DB302": _no_title,
    "DB303": _unknown_unit,
    "DB304": _no_source_variable,
    "DB305": _hard_coded,
    "DB306": _interval,
    "DB307": _unknown_variable,
    "DB309": _cycle,
    "DB310": _equals,
    "DB313": _overlap,
    "DB314": _same_id,
    "DB315": _many,
    "DB316": _refresh,
    "DB317": _unnamed,
    "DB318": _instant,
    "DB319": _no_query,
    "DB320": _removed,
    "DB324": _link,
    "DB325": _time,
    "DB326": _no_unit,
    "DB327": lambda queries: _boards(queries, "uid"),
    "DB328": _empty_query,
    "DB329": lambda queries: _boards(queries, "title"),
    "DB331": _same_title,
    "DB332": _wrong_unit,
    "DB335": _many_queries,
    "DB336": _too_many_queries,
    "DB337": _hidden,
    "DB342": _nested_row,
    "DB345": _time_zone,
    "DB346": _same_letter,
    "DB347": _unknown_repeat,
    "DB348": _wrapped,
}
