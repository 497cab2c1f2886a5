"""Live resources as Grafana's people make them: any names, any texts, any shape that the server takes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from glimpse_gitops.model.duration import format_duration
from glimpse_gitops.model.resource import POLICY_ID, Resource, ResourceId, ResourceKind, rule_group_id

ODD = (
    "a",
    'say "hi"',
    "it's",
    "\\d+\\.",
    "야간 당번",
    "team / night",
    "{{ $labels.job }} is {{ $values.A.Value }}",
    '{{ define "x" }}\n  {{ .Status }}\n{{ end }}',
    "two\nlines",
    'ends in a quote\n"',
    'triple """ quotes\nand a line',
    "tab\there\r\nand more",
    "blank at the end \nof a line",
    "a very long text that goes on and on, " * 5,
    "\u200b\U0001f600",
    "class",
    "123",
    "_private",
    "$__all ${x:regex}",
)
texts = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
names = texts.map(str.strip).filter(bool)
uids = st.from_regex(r"[a-zA-Z0-9_-]{1,12}", fullmatch=True)
durations = st.integers(1, 400).map(lambda minutes: format_duration(minutes * 60_000))
label_names = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
labels = st.dictionaries(label_names, texts.filter(bool), max_size=3)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.floats(-9, 9, width=16) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


def optional(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A dictionary with any of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


@st.composite
def folders(draw: st.DrawFn) -> list[Resource]:
    found = draw(st.dictionaries(uids, names, min_size=1, max_size=4))
    placed: list[str] = []
    made = []
    for number, (uid, title) in enumerate(found.items()):
        parent = draw(st.sampled_from(["", "elsewhere", *placed]))
        spec = {"title": f"{title} {number}", "parentUid": parent, "description": draw(texts)}
        made.append(Resource(ResourceId(ResourceKind.FOLDER, uid), spec["title"], spec))
        placed.append(uid)
    return made


@st.composite
def datasources(draw: st.DrawFn) -> Resource:
    kind = draw(st.sampled_from(["prometheus", "loki", "tempo", "grafana-postgresql-datasource"]))
    usual: dict[str, dict[str, Any]] = {
        "prometheus": {"httpMethod": "POST", "manageAlerts": True, "timeInterval": "30s"},
        "loki": {"maxLines": "500"},
        "tempo": {"nodeGraph": {"enabled": True}},
    }
    data = draw(st.dictionaries(label_names, json_values.filter(lambda one: one is not None), max_size=2))
    user = draw(texts)
    spec = {
        "uid": "source-1",
        "name": draw(names),
        "type": kind,
        "url": draw(texts),
        "access": draw(st.sampled_from(["proxy", "direct"])),
        "isDefault": draw(st.booleans()),
        "basicAuth": bool(user),
        "basicAuthUser": user,
        "jsonData": (usual.get(kind, {}) if draw(st.booleans()) else {}) | data,
        "secureJsonData": draw(st.dictionaries(label_names, st.just("[REDACTED]"), max_size=2)),
    } | draw(optional(user=names, database=names))
    return Resource(ResourceId(ResourceKind.DATASOURCE, "source-1"), str(spec["name"]), spec)


templates = st.builds(
    lambda name, text: Resource(
        ResourceId(ResourceKind.TEMPLATE, name), name, {"template": f'{{{{ define "x" }}}}{text}{{{{ end }}}}'}
    ),
    names,
    texts,
)

clocks = st.sampled_from(["00:00", "07:00", "12:30", "22:00", "24:00"])
ranges = st.tuples(clocks, clocks).filter(lambda pair: pair[0] < pair[1])
intervals = optional(
    times=st.lists(ranges.map(lambda pair: {"start_time": pair[0], "end_time": pair[1]}), min_size=1, max_size=4),
    location=st.sampled_from(["UTC", "Asia/Seoul", "Europe/Berlin"]),
    weekdays=st.lists(st.sampled_from(["monday:friday", "sunday"]), min_size=1, max_size=2),
    days_of_month=st.lists(st.sampled_from(["1:5", "-3:-1", "31"]), min_size=1, max_size=2),
    months=st.lists(st.sampled_from(["1:3", "12", "may"]), min_size=1, max_size=2),
    years=st.lists(st.sampled_from(["2026", "2026:2028"]), min_size=1, max_size=2),
)
mute_timings = st.builds(
    lambda name, given: Resource(ResourceId(ResourceKind.MUTE_TIMING, name), name, {"time_intervals": given}),
    names,
    st.lists(intervals, min_size=1, max_size=3),
)

secrets = st.just("[REDACTED]")
_SETTINGS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "email": optional(addresses=st.just("a@example.com;b@example.com"), singleEmail=st.booleans(), subject=texts),
    "slack": optional(url=secrets, recipient=texts, text=texts, mentionChannel=st.sampled_from(["here", ""]), x=texts),
    "pagerduty": optional(integrationKey=secrets, severity=texts, details=labels, **{"class": texts}),
    "webhook": optional(
        url=st.just("http://127.0.0.1/hook"),
        httpMethod=st.sampled_from(["POST", "PUT"]),
        authorization_scheme=st.just("Bearer"),
        authorization_credentials=secrets,
        maxAlerts=st.sampled_from([0, 5, "7"]),
        hmacConfig=st.fixed_dictionaries({"secret": secrets}, optional={"header": texts}),
    ),
    "telegram": optional(bottoken=secrets, chatid=texts, message=texts),
    "teams": optional(url=texts, title=texts, sectiontitle=texts),
}
integrations = st.sampled_from(sorted(_SETTINGS)).flatmap(
    lambda kind: st.fixed_dictionaries(
        {"uid": uids, "type": st.just(kind), "disableResolveMessage": st.booleans(), "settings": _SETTINGS[kind]}
    )
)
contact_points = st.builds(
    lambda name, given: Resource(ResourceId(ResourceKind.CONTACT_POINT, name), name, {"integrations": given}),
    names,
    st.lists(integrations, min_size=1, max_size=3, unique_by=lambda one: one["uid"]),
)

matchers = st.tuples(
    label_names | st.just("odd label"), st.sampled_from(["=", "!="]), texts.filter(lambda one: one.strip('"') == one)
)
_node: dict[str, Any] = {
    "group_by": st.lists(label_names, min_size=1, max_size=2, unique=True) | st.just(["..."]),
    "group_wait": durations,
    "group_interval": durations,
    "repeat_interval": durations,
}
_route: dict[str, Any] = {
    **_node,
    "receiver": names,
    "object_matchers": st.lists(matchers.map(list), min_size=1, max_size=3),
    "continue": st.booleans(),
    "mute_time_intervals": st.lists(names, min_size=1, max_size=2),
    "active_time_intervals": st.lists(names, min_size=1, max_size=2),
}
routes = st.recursive(
    optional(**_route), lambda inner: optional(**_route, routes=st.lists(inner, min_size=1, max_size=3)), max_leaves=5
)
policies = st.builds(
    lambda root, receiver: Resource(POLICY_ID, "notification policy", {**root, "receiver": receiver}),
    optional(**_node, routes=st.lists(routes, min_size=1, max_size=3)),
    names,
)

_states = {
    "noDataState": st.sampled_from(["OK", "NoData", "Alerting", "KeepLast"]),
    "execErrState": st.sampled_from(["OK", "Error", "Alerting", "KeepLast"]),
}


@st.composite
def nodes(draw: st.DrawFn, ref_id: str) -> dict[str, Any]:
    uid = draw(st.sampled_from(["__expr__", "prom", "other", "-100"]))
    kind = {"__expr__": "__expr__", "prom": "prometheus", "other": "loki", "-100": "__expr__"}[uid]
    model = {"refId": ref_id, "datasource": {"type": kind, "uid": uid}, "intervalMs": 1000, "maxDataPoints": 43200}
    for key in draw(st.sets(st.sampled_from(sorted(model)), max_size=1)):
        del model[key]
    model |= draw(st.dictionaries(label_names, json_values, max_size=3)) | draw(optional(expr=texts))
    window = {"from": draw(st.sampled_from([0, 600, 3600, 61])), "to": draw(st.sampled_from([0, 30]))}
    return {"refId": ref_id, "datasourceUid": uid, "relativeTimeRange": window, "model": model}


def like_ours(expr: str, uid: str) -> list[dict[str, Any]]:
    """The nodes that the compiler makes of an expression."""
    expression = {"type": "__expr__", "uid": "__expr__"}
    query = {
        "refId": "A",
        "expr": expr,
        "instant": True,
        "range": False,
        "editorMode": "code",
        "datasource": {"type": "prometheus", "uid": uid},
    }
    math = {
        "refId": "B",
        "type": "math",
        "expression": "is_number($A) || is_nan($A) || is_inf($A)",
        "datasource": expression,
    }
    threshold = {
        "refId": "C",
        "type": "threshold",
        "expression": "B",
        "conditions": [{"evaluator": {"type": "gt", "params": [0]}}],
        "datasource": expression,
    }
    none, ten = {"from": 0, "to": 0}, {"from": 600, "to": 0}
    return [
        {"refId": "A", "datasourceUid": uid, "relativeTimeRange": ten, "model": query},
        {"refId": "B", "datasourceUid": "__expr__", "relativeTimeRange": none, "model": math},
        {"refId": "C", "datasourceUid": "__expr__", "relativeTimeRange": none, "model": threshold},
    ]


@st.composite
def rules(draw: st.DrawFn, number: int) -> dict[str, Any]:
    ours = draw(st.booleans())
    rule: dict[str, Any] = {
        "uid": f"rule-{number}",
        "title": f"{draw(names)} {number}",
        "labels": draw(labels),
        "annotations": draw(
            st.dictionaries(st.sampled_from(["summary", "description", "other", "__dashboardUid__"]), texts, max_size=3)
        ),
        "isPaused": draw(st.booleans()),
        "for": draw(durations | st.just("0s")),
        **{key: draw(states) for key, states in _states.items()},
    }
    rule |= draw(optional(keep_firing_for=durations))
    if draw(st.integers(0, 4)) == 0:
        rule["notification_settings"] = {"receiver": draw(names)} | draw(
            optional(group_by=st.just(["alertname"]), group_wait=durations, mute_time_intervals=st.just(["nights"]))
        )
    if ours:
        uid = draw(st.sampled_from(["prom", "prom-2"]))
        resolve = {"missingSeriesEvalsToResolve": draw(st.sampled_from([1, 3]))}
        return {**rule, **resolve, "condition": "C", "data": like_ours(draw(texts), uid)}
    data = [draw(nodes(ref_id)) for ref_id in draw(st.sampled_from(["A", "AB", "ABC"]))]
    if draw(st.integers(0, 3)) == 0:
        gone = ("noDataState", "execErrState", "for", "keep_firing_for", "notification_settings")
        record = {"metric": "job:up:sum", "from": "A"} | draw(optional(target_datasource_uid=st.just("prom")))
        return {**{key: value for key, value in rule.items() if key not in gone}, "data": data, "record": record}
    return {**rule, "condition": data[-1]["refId"], "data": data} | draw(
        optional(missingSeriesEvalsToResolve=st.integers(1, 5))
    )


@st.composite
def rule_groups(draw: st.DrawFn) -> Resource:
    name = draw(names)
    spec = {
        "title": name,
        "folderUid": "shop",
        "interval": draw(st.integers(1, 60)) * 10,
        "rules": [draw(rules(number)) for number in range(draw(st.integers(1, 4)))],
    }
    return Resource(rule_group_id("shop", name), name, spec)


@st.composite
def dashboards(draw: st.DrawFn) -> Resource:
    uid = draw(uids)
    content = {**draw(st.dictionaries(names, json_values, max_size=4)), "uid": uid, "title": draw(names)}
    content = {key: value for key, value in content.items() if key not in ("id", "version", "dashboard", "spec")}
    content["panels"] = draw(st.lists(st.dictionaries(names, json_values, max_size=3), max_size=2))
    spec = {"folderUid": draw(st.sampled_from(["", "shop"])), "dashboard": content}
    return Resource(ResourceId(ResourceKind.DASHBOARD, uid), content["title"], spec)
