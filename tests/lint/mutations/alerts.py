"""Faults of alert rules and of the groups they stand in."""

from __future__ import annotations

from typing import Any

import yaml

from .planted import Mutation, Planted
from .queries import GAUGE, Queries


def rule(queries: Queries, **given: Any) -> dict[str, Any]:
    """An alert rule; what is None is left out."""
    made = {
        "alert": queries.one(("TooMany", "QueueFull", "Slow5xx")),
        "expr": f"{queries.sum()} > {queries.number(1, 99)}",
        "for": queries.one(("5m", "10m", "1h")),
        "labels": {"severity": queries.one(("critical", "warning", "info"))},
        "annotations": {"summary": queries.one(("Too many requests", "The queue is full"))},
        **given,
    }
    return {key: value for key, value in made.items() if value is not None}


def file_of(*rules: dict[str, Any], **group: Any) -> str:
    """A rule file with one group."""
    return yaml.safe_dump({"groups": [{"name": "app", **group, "rules": list(rules)}]}, sort_keys=False)


def one_rule(base: dict[str, Any], **changed: Any) -> Planted:
    """A rule on its own, as it is and with some of it changed."""
    faulty = {key: value for key, value in {**base, **changed}.items() if value is not None}
    return Planted("yaml", yaml.safe_dump(base, sort_keys=False), yaml.safe_dump(faulty, sort_keys=False))


def _missing_for(queries: Queries) -> Planted:
    base = rule(queries, expr=f"max({queries.gauge()}) > {queries.number(1, 99)}")
    return one_rule(base, **{"for": None})


def _for_below_interval(queries: Queries) -> Planted:
    minutes = queries.number(3, 30)
    texts = [
        file_of(rule(queries, alert="A", expr=f"up == {minutes}", **{"for": length}), interval=f"{minutes}m")
        for length in (f"{minutes * queries.number(1, 4)}m", f"{queries.number(1, minutes - 1)}m")
    ]
    return Planted("yaml", *texts)


def _missing_severity(queries: Queries) -> Planted:
    faulty = (None, {"team": "api"}, {"severity": ""})
    return one_rule(rule(queries), labels=faulty[queries.number(0, 2)])


def _missing_summary(queries: Queries) -> Planted:
    base = rule(queries)
    faulty = (None, {"summary": base["alert"]}, {"summary": " "}, {"dashboard": "https://example.org"})
    return one_rule(base, annotations=faulty[queries.number(0, 3)])


def _no_condition(queries: Queries) -> Planted:
    vector, limit = queries.sum(), queries.number(1, 99)
    base = rule(queries, expr=f"{vector} > {limit}")
    return one_rule(base, expr=queries.one((vector, f"{vector} > bool {limit}", f"{vector} / {limit}")))


def _topk(queries: Queries) -> Planted:
    vector = f"sum by (method) ({queries.gauge()})"
    chosen = queries.one(("topk(3, V)", "bottomk(2, V)", "topk by (method) (5, V)", "topk(1, V)"))
    base = rule(queries, expr=f"{vector} > {queries.number(1, 99)}")
    return one_rule(base, expr=f"{chosen.replace('V', vector)} > {queries.number(1, 99)}")


def _duplicate(queries: Queries) -> Planted:
    first = rule(queries)
    copy = {**first, "expr": queries.one(("({})", "{} # again", "  {}", "(({}))")).format(first["expr"])}
    other = {**first, "alert": first["alert"] + "Again"}
    return Planted("yaml", file_of(first, other), file_of(first, copy))


def _empty_group(queries: Queries) -> Planted:
    name = queries.one(("app", "web", "api")) + str(queries.number(1, 99))
    empty = yaml.safe_dump({"groups": [{"name": name, "rules": []}]})
    return Planted("yaml", file_of(rule(queries), name=name), empty)


def _misspelt_annotation(queries: Queries) -> Planted:
    base = rule(queries, annotations={"summary": "Too many", "description": f"{queries.number(1, 99)} wait"})
    wrong = queries.one(("descripton", "desciption", "discription", "runbok_url", "sumary", "dashbord_url"))
    return one_rule(base, annotations={"summary": "Too many", wrong: base["annotations"]["description"]})


def _misspelt_severity(queries: Queries) -> Planted:
    wrong = queries.one(("serverity", "severty", "sevrity", "severitty", "Severiti"))
    base = rule(queries)
    return one_rule(base, labels={wrong: base["labels"]["severity"]})


def _unknown_severity(queries: Queries) -> Planted:
    wrong = queries.one(("criticall", "warn", "page", "Critical", "sev1", "high"))
    return one_rule(rule(queries), labels={"severity": wrong})


def _bad_runbook(queries: Queries) -> Planted:
    page = f"runbooks/{queries.number(1, 999)}.md"
    wrong = queries.one((page, "TODO", f"see {page}", f"example.org/{page}", f"https://example.org/a b/{page}"))
    base = rule(queries, annotations={"summary": "Too many", "runbook_url": f"https://example.org/{page}"})
    return one_rule(base, annotations={"summary": "Too many", "runbook_url": wrong})


def _empty_annotation(queries: Queries) -> Planted:
    name = queries.one(("description", "runbook_url", "dashboard", "message"))
    base = rule(queries, annotations={"summary": "Too many", name: "https://example.org"})
    return one_rule(base, annotations={"summary": "Too many", name: queries.one(("", " ", "  "))})


def _fragile_ratio(queries: Queries) -> Planted:
    op = queries.one(("/", "-", "*"))
    expr = f"sum({queries.gauge()}) {op} sum(temperature) > {queries.number(1, 99)}"
    base = rule(queries, expr=expr)
    return one_rule(base, **{"for": "0s"})


def _slow_recording(queries: Queries) -> Planted:
    record = {"record": "job:sample:sum", "expr": queries.sum()}
    quick, slow = f"{queries.number(1, 5)}m", f"{queries.number(6, 60)}m"
    return Planted("yaml", file_of(record, interval=quick), file_of(record, interval=slow))


def _severity_order(queries: Queries) -> Planted:
    vector, low = queries.sum(), queries.number(2, 50)
    high = low + queries.number(1, 50)
    op = queries.one((">", ">=", "<", "<="))
    easy, hard = (low, high) if op.startswith(">") else (high, low)

    def ladder(warning: int, critical: int) -> str:
        shared = rule(queries, alert="A", **{"for": "5m"}, annotations={"summary": "Too many"})
        return file_of(
            {**shared, "expr": f"{vector} {op} {warning}", "labels": {"severity": "warning"}},
            {**shared, "expr": f"{vector} {op} {critical}", "labels": {"severity": "critical"}},
        )

    return Planted("yaml", ladder(easy, hard), ladder(hard, easy))


def _half_link(queries: Queries) -> Planted:
    uid, panel = f"overview-{queries.number(1, 999)}", str(queries.number(1, 99))
    whole = {"summary": "Too many", "__dashboardUid__": uid, "__panelId__": panel}
    wrong = (
        {"__panelId__": panel},
        {"__dashboardUid__": uid},
        {"__dashboardUid__": uid, "__panelId__": f"panel {panel}"},
    )[queries.number(0, 2)]
    return one_rule(rule(queries, annotations=whole), annotations={"summary": "Too many", **wrong})


def _with_board(expr: str, annotations: dict[str, str]) -> str:
    """A project with a dashboard `load`, whose one panel has the id 7, and an alert rule."""
    given = {"summary": "Too many", **annotations}
    rule = f'AlertRule("TooMany", {expr!r}, "5m", {{"severity": "warning"}}, annotations={given!r})'
    return f'[Board("load", "Load"), {rule}]'


def _broken_link(queries: Queries) -> Planted:
    expr, name = f"{queries.sum()} > {queries.number(1, 99)}", queries.one(("dashboard", "description"))
    text = queries.one(("/d/UID", "See https://grafana.example.org/d/UID?orgId=1", "[it](/d/UID/load)"))
    wrong = queries.one(("laod", "loads", "Load"))
    return Planted("python", *(_with_board(expr, {name: text.replace("UID", uid)}) for uid in ("load", wrong)))


def _unknown_linked_panel(queries: Queries) -> Planted:
    expr = f"{queries.sum()} > {queries.number(1, 99)}"
    uid, panel = queries.one((f"load {queries.number(8, 99)}", "laod 7")).split()
    texts = [
        _with_board(expr, {"__dashboardUid__": one, "__panelId__": number})
        for one, number in (("load", "7"), (uid, panel))
    ]
    return Planted("python", *texts)


def _external_label(queries: Queries) -> Planted:
    expr = f"{queries.sum()} > {queries.number(1, 99)}"
    right, wrong = queries.one(("cluster clutser", "region regoin", "cluster replica")).split()
    text = queries.one(("In {{ $externalLabels.L }}", "{{ with $externalLabels.L }}In {{ . }}{{ end }}"))
    settings = {"rules": {"AL217": {"labels": ["cluster", "region"]}}}
    rule = 'AlertRule("TooMany", {!r}, "5m", {{"severity": "warning"}}, {!r})'
    texts = [f"[{settings!r}, {rule.format(expr, text.replace('L }}', f'{one} }}}}'))}]" for one in (right, wrong)]
    return Planted("python", *texts)


def _absent(queries: Queries) -> Planted:
    matchers = queries.matchers(GAUGE, without=("job",)).strip("{}")
    selector = f'{GAUGE}{{job="api"{", " if matchers else ""}{matchers}}}'
    wrong = queries.one(("sum(V)", "count(V)", "sum by (method) (V)", "max(rate(V[5m]))", "avg(V)"))
    base = rule(queries, expr=f"absent({selector})")
    return one_rule(base, expr=f"absent({wrong.replace('V', selector)})")


def _wrong_percentage(queries: Queries) -> Planted:
    value = queries.one(("$value", ".Value"))
    texts = (
        (f"{{{{ {value} | humanize }}}}%", f"{{{{ {value} | humanizePercentage }}}}"),
        (f'{{{{ printf "%.0f" {value} }}}} %', f"{{{{ humanizePercentage {value} }}}}"),
    )
    right, wrong = texts[queries.number(0, 1)]
    limit = queries.number(10, 99)
    if queries.number(0, 2) == 0:
        events, text = f"sum({queries.rate()})", {"summary": f"{texts[0][1]} of the requests fail"}
        share = rule(queries, expr=f"{events} / ({events} + {events}) > 0.{limit}", annotations=text)
        return one_rule(share, expr=f"{events} > {queries.number(0, 9)}")
    expr = queries.one((f"100 * {queries.sum()} > {limit}", f"{queries.sum()} >= {limit} and on () sum(up) > 0"))
    if queries.number(0, 1):
        part = f"sum({queries.rate()})"
        expr, right, wrong = f"{part} / ({part} + {part}) > 0.{limit}", wrong, right
    annotations = [{"summary": f"{text} of the requests fail"} for text in (right, wrong)]
    return one_rule(rule(queries, expr=expr, annotations=annotations[0]), annotations=annotations[1])


MUTATIONS: dict[str, Mutation] = {
    "AL208": _absent,
    "AL217": _external_label,
    "AL218": _broken_link,
    "XF611": _unknown_linked_panel,
    "AL201": _missing_for,
    "AL202": _for_below_interval,
    "AL203": _missing_severity,
    "AL204": _missing_summary,
    "AL206": _no_condition,
    "AL207": _topk,
    "AL214": _duplicate,
    "AL219": _empty_group,
    "AL220": _misspelt_annotation,
    "AL221": _unknown_severity,
    "AL230": _bad_runbook,
    "AL232": _empty_annotation,
    "AL233": _fragile_ratio,
    "AL238": _slow_recording,
    "AL239": _misspelt_severity,
    "AL240": _wrong_percentage,
    "XF606": _severity_order,
    "XF607": _half_link,
}
