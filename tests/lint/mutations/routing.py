"""Faults of contact points, notification policies, mute timings and templates."""

from __future__ import annotations

from typing import Any

import yaml

from .planted import Mutation, Planted
from .queries import Queries


def _file(**parts: Any) -> str:
    return yaml.safe_dump({"apiVersion": 1, **parts}, sort_keys=False)


def _point(type_: str, settings: dict[str, Any], name: str = "oncall") -> dict[str, Any]:
    return {"orgId": 1, "name": name, "receivers": [{"uid": "a", "type": type_, "settings": settings}]}


def _channel(type_: str, valid: dict[str, Any], faulty: dict[str, Any]) -> Planted:
    texts = [_file(contactPoints=[_point(type_, settings)]) for settings in (valid, faulty)]
    return Planted("yaml", *texts)


def _policies(valid: str, faulty: str) -> Planted:
    return Planted("python", *(f'Policy("mail", routes=[{routes}])' for routes in (valid, faulty)))


def _unknown_receiver(queries: Queries) -> Planted:
    label = f"team=t{queries.number(1, 999)}"
    return _policies(f'Route("mail", ["{label}"])', f'Route("{queries.one(("mial", "pager", "Mail"))}", ["{label}"])')


def _unknown_timing(queries: Queries) -> Planted:
    label = f"team=t{queries.number(1, 999)}"
    wrong = queries.one(("night", "weekends", "Nights"))
    return _policies(f'Route("mail", ["{label}"], mute=["nights"])', f'Route("mail", ["{label}"], mute=["{wrong}"])')


def _unreachable(queries: Queries) -> Planted:
    team = f"t{queries.number(1, 999)}"
    wide = queries.one((f'["team=~\\"{team}|x\\""]', "[]", f'["team={team}"]', '["team!=none"]'))
    narrow = f'Route("mail", ["team={team}", "severity=critical"])'
    return _policies(f'{narrow}, Route("mail", {wide})', f'Route("mail", {wide}), {narrow}')


def _contradiction(queries: Queries) -> Planted:
    team = f"t{queries.number(1, 999)}"
    outer = queries.one((f"team={team}", f'team=~\\"{team}|y\\"'))
    inner = queries.one(("team=other", f"team!={team}", "team=~z.*")) if "~" not in outer else "team=other"
    good = queries.one((f"team={team}", "severity=critical"))
    return _policies(*(f'Route("mail", ["{outer}"], routes=[Route("mail", ["{one}"])])' for one in (good, inner)))


def _secret(queries: Queries) -> Planted:
    made = "".join(queries.one("abcdefghijkmnpqrstuvwyzABCDEFGHJKLMNPQRSTUVWYZ23456789") for _ in range(32))
    type_, key, rest, text = (
        ("telegram", "bottoken", {"chatid": "-100"}, f"8123456789:{made}"),
        ("pagerduty", "integrationKey", {}, made),
        ("slack", "token", {"recipient": "#alerts"}, f"xoxb-{made}"),
        ("webhook", "password", {"url": "https://hooks.acme.io"}, made),
        ("opsgenie", "apiKey", {}, made),
    )[queries.number(0, 4)]
    return _channel(type_, {key: "$SECRET", **rest}, {key: text, **rest})


def _password_in_url(queries: Queries) -> Planted:
    host, word = f"hooks{queries.number(1, 999)}.acme.io", queries.one(("hunter2", "Tr0ub4dor", "s3cr3t"))
    return _channel("webhook", {"url": f"https://{host}/a"}, {"url": f"https://grafana:{word}@{host}/a"})


def _duplicate_name(queries: Queries) -> Planted:
    name = f"oncall{queries.number(1, 999)}"
    first = _point("email", {"addresses": "a@example.org"}, name)
    texts = [
        _file(contactPoints=[first, _point("email", {"addresses": "b@example.org"}, other)])
        for other in (name + "b", name)
    ]
    return Planted("yaml", *texts)


def _repeat(queries: Queries) -> Planted:
    group = queries.number(2, 60)
    repeats = (queries.number(group, 200), queries.number(1, group - 1))
    texts = [f'Policy("mail", group_interval="{group}m", repeat_interval="{repeat}m")' for repeat in repeats]
    return Planted("python", *texts)


def _template(queries: Queries) -> Planted:
    name = f"own{queries.number(1, 999)}"
    valid = f'{{{{ define "{name}" }}}}{{{{ range .Alerts }}}}{{{{ .Labels.alertname }}}}{{{{ end }}}}{{{{ end }}}}'
    faulty = queries.one(
        (valid[: -len("{{ end }}")], valid + "{{ end }}", valid.replace(".alertname }}", ".alert-name }}"))
    )
    texts = [_file(templates=[{"orgId": 1, "name": name, "template": text}]) for text in (valid, faulty)]
    return Planted("yaml", *texts)


def _point_text(queries: Queries) -> Planted:
    subject = f"{queries.number(1, 999)} {{{{ .CommonLabels.alertname }}}}"
    faulty = queries.one((subject[:-1], subject[:-2], subject + "{{ end }}", subject + "{{ if .Alerts }}"))
    return _channel(
        "email", {"addresses": "a@example.org", "subject": subject}, {"addresses": "a@example.org", "subject": faulty}
    )


def _unknown_template(queries: Queries) -> Planted:
    name = f"own.title{queries.number(10, 99)}"
    wrong = queries.one((name.replace("title", "titel"), name.replace("own", "owm"), name + "s"))
    texts = [
        _file(
            templates=[{"orgId": 1, "name": "own", "template": f'{{{{ define "{name}" }}}}down{{{{ end }}}}'}],
            contactPoints=[_point("email", {"addresses": "a@example.org", "subject": f'{{{{ template "{one}" . }}}}'})],
        )
        for one in (name, wrong)
    ]
    return Planted("yaml", *texts)


def _timing(queries: Queries, valid: list[Any], faulty: list[Any]) -> Planted:
    name = f"nights{queries.number(1, 999)}"
    texts = [_file(muteTimes=[{"orgId": 1, "name": name, "time_intervals": one}]) for one in (valid, faulty)]
    return Planted("yaml", *texts)


def _hours(start: str, end: str) -> dict[str, Any]:
    return {"times": [{"start_time": start, "end_time": end}]}


def _always(queries: Queries) -> Planted:
    wrong: tuple[dict[str, Any], ...] = (
        {},
        {"weekdays": ["sunday:saturday"]},
        _hours("00:00", "24:00"),
        {"months": ["1:12"]},
    )
    return _timing(queries, [{"weekdays": ["sunday"]}], [wrong[queries.number(0, 3)]])


def _bad_time(queries: Queries) -> Planted:
    hour = queries.number(1, 22)
    wrong = (_hours(f"{hour:02}:30", f"{hour:02}:15"), _hours(f"{hour}h", "23:00"), _hours("01:00", f"{hour + 24}:00"))
    return _timing(queries, [_hours(f"{hour:02}:00", "23:30")], [wrong[queries.number(0, 2)]])


def _plain_http(queries: Queries) -> Planted:
    host = f"hooks{queries.number(1, 999)}.acme.io"
    return _channel("webhook", {"url": f"https://{host}/a"}, {"url": f"http://{host}/a"})


def _local_address(queries: Queries) -> Planted:
    host, local = f"hooks{queries.number(1, 999)}.acme.io", queries.one(("localhost", "127.0.0.1", "[::1]"))
    path = queries.one(("", "/hook", ":8080/hook"))
    return _channel("webhook", {"url": f"https://{host}{path}"}, {"url": f"https://{local}{path}", "title": host})


def _no_tls_check(queries: Queries) -> Planted:
    url = f"https://hooks{queries.number(1, 999)}.acme.io"
    valid, faulty = ({"url": url, "tlsConfig": {"insecureSkipVerify": one}} for one in (False, True))
    return _channel("webhook", valid, faulty)


def _second_policy(queries: Queries) -> Planted:
    first = {"orgId": 1, "receiver": f"mail{queries.number(1, 999)}"}
    texts = [_file(policies=[first, {"orgId": org, "receiver": "pager"}]) for org in (2, 1)]
    return Planted("yaml", *texts)


def _swallowed(queries: Queries) -> Planted:
    number, other = queries.number(1, 999), queries.one(("warning", "info", "low"))
    points = [_point("email", {"addresses": "ops@example.org"}), _point("webhook", {"url": "https://a.io"}, "pager")]
    routes = queries.one((f"{other}|critical", "critical")), queries.one((other, f"{other}|info"))
    texts = [
        _file(
            contactPoints=points,
            policies=[
                {
                    "orgId": 1,
                    "receiver": "oncall",
                    "group_by": [f"label{number}"],
                    "routes": [{"receiver": "pager", "object_matchers": [["severity", "=~", one]]}],
                }
            ],
        )
        for one in routes
    ]
    return Planted("yaml", *texts)


def _not_routed(queries: Queries) -> Planted:
    job, limit = queries.one(("api", "web")), queries.number(1, 99)
    shape = queries.one(("sum by (LABELS) (VECTOR)", "max by (LABELS) (VECTOR)", "100 * (sum by (LABELS) (VECTOR))"))
    expr = shape.replace("VECTOR", f'http_requests_active{{job="{job}"}}') + f" > {limit}"
    routed = queries.one((f"job={job}", "job=~.+", f"severity=warning, job={job}")).split(", ")
    texts = [
        f'[Policy("mail", routes=[Route("mail", {routed!r})]), AlertRule("TooMany", '
        f'{expr.replace("LABELS", labels)!r}, "5m", {{"severity": "warning"}}, "Too many")]'
        for labels in ("job, method", queries.one(("method", "instance")))
    ]
    return Planted("python", *texts)


def _wait(queries: Queries) -> Planted:
    interval, short = queries.number(2, 20), queries.one(("10s", "30s", "1m", "90s"))
    text = 'Policy("mail", routes=[Route("mail", ["severity=warning"], group_wait="{}", group_interval="{}m")])'
    return Planted("python", *(text.format(one, interval) for one in (short, f"{interval + queries.number(1, 30)}m")))


def _group_label(queries: Queries) -> Planted:
    kept = queries.some(("job", "method", "instance"))
    wrong = queries.one(("jbo", "cluster", "pod", "team", "methods"))
    expr = f"sum by ({', '.join(kept)}) ({queries.gauge()}) > {queries.number(1, 99)}"
    alert = f'AlertRule("TooMany", {expr!r}, "5m", {{"severity": "warning"}}, "Too many")'
    texts = [f'[Policy("mail", group_by=["alertname", "{one}"]), {alert}]' for one in (queries.one(kept), wrong)]
    return Planted("python", *texts)


def _recorded_elsewhere(queries: Queries) -> Planted:
    name = f"job:sample{queries.number(1, 999)}:sum"
    recording = f"RecordingRule({name!r}, {f'sum by (job) ({queries.gauge()})'!r})"
    group = f'RuleGroup("recorded", [{recording}], datasource=Datasource.existing("mimir"), evaluated_by="prometheus")'
    expr = f"max({name}) > {queries.number(1, 99)}"
    alert = f'AlertRule("TooMany", {expr!r}, "5m", {{"severity": "warning"}}, "Too many")'
    reader = queries.one(
        (
            f'Board("load", "Load", {expr!r}, SOURCE)',
            f'RuleGroup("alerts", [{alert}], datasource=Datasource.existing(SOURCE), evaluated_by="prometheus")',
        )
    )
    return Planted("python", *(f"[{group}, {reader.replace('SOURCE', repr(one))}]" for one in ("mimir", "declared")))


MUTATIONS: dict[str, Mutation] = {
    "NP514": _wait,
    "NP517": _group_label,
    "XF604": _recorded_elsewhere,
    "NP501": _unknown_receiver,
    "NP502": _unreachable,
    "NP503": _contradiction,
    "NP504": _swallowed,
    "NP505": _secret,
    "NP507": _duplicate_name,
    "NP508": _repeat,
    "NP509": _template,
    "NP510": lambda queries: _timing(queries, [{"weekdays": ["sunday"]}], []),
    "NP511": _plain_http,
    "NP525": _local_address,
    "NP512": _second_policy,
    "NP513": _unknown_timing,
    "NP515": _password_in_url,
    "NP518": _unknown_template,
    "NP519": _point_text,
    "NP520": _always,
    "NP521": _bad_time,
    "NP522": _no_tls_check,
    "XF605": _not_routed,
}
