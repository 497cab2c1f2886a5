"""A small project in which examples of rules are linted: one expression, rule, panel, dashboard or policy at a time."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import yaml

from glimpse_gitops import authoring
from glimpse_gitops.compile.contact_point import compile_contact_point
from glimpse_gitops.compile.mute_timing import compile_mute_timing
from glimpse_gitops.compile.template import compile_template
from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.files.source_index import build_source_index
from glimpse_gitops.lint.asides import Asides
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.lint.panel_json import SHOWS_DATA
from glimpse_gitops.lint.runner import lint
from glimpse_gitops.lint.selection import DEFAULT, Rules
from glimpse_gitops.model.catalogue import Catalogue, EmptyCatalogue
from glimpse_gitops.model.catalogue_lock import ServerMetric
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource
from glimpse_gitops.model.finding import Finding
from glimpse_gitops.model.ignored import IgnoredFiles
from glimpse_gitops.model.integrations.email import Email
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.model.metric import Counter, Gauge, Histogram, Metric
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.online_facts import OnlineFacts
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition, Project
from glimpse_gitops.model.resource import Bundle, Resource, ResourceId, ResourceKind
from glimpse_gitops.model.settings import Settings
from glimpse_gitops.model.template import Template

from ..definitions import monitoring_stack

HOME = Origin("sample.py", 1)

TODAY = LintChoices(today=date(2026, 11, 23))

_STATUS: Label[str] = Label("status_class", ("2xx", "4xx", "5xx"))
_ROUTE: Label[str] = Label("route", at_most=60)
_METHOD: Label[str] = Label("method", ("GET", "POST"))

CATALOGUE = Catalogue(
    (
        Counter("http_requests_total", "Requests.", "requests", (_STATUS, _ROUTE, _METHOD)),
        Gauge("http_requests_active", "Requests in flight.", "requests", (_METHOD,)),
        Histogram("http_request_duration_seconds", "Time to answer.", "seconds", (_ROUTE,), buckets=(0.1, 1)),
        Gauge("sessions", "Sessions.", "sessions", (Label[str]("user_id", unbounded=True),)),
        Gauge("http_build_info", "The version that runs.", "", (Label[str]("version", at_most=5),)),
        Gauge("temperature", "Of a machine.", "celsius", (Label[str]("rack", at_most=3000),)),
    ),
    target_labels=(Label[str]("job", at_most=3), Label[str]("instance", at_most=10)),
    forbidden=("email", "user_id"),
    scrape_interval="15s",
)
VARIABLES = [
    {"type": "datasource", "name": "ds", "query": "prometheus"},
    {"type": "datasource", "name": "logs", "query": "loki"},
    {"type": "custom", "name": "route", "query": "a,b"},
    {"type": "custom", "name": "job", "query": "api"},
]
_PROVISIONED = {"contactPoints", "policies", "muteTimes", "templates"}
"""What the files of Grafana's provisioning hold, one of them at least."""
USES_ALL = "Of $ds, $logs, $route and $job."
"""A description in which each variable is used."""


REQUESTS = authoring.RuleGroup(
    "requests",
    [authoring.RecordingRule("job:http_requests:rate5m", "sum by (job) (rate(http_requests_total[5m]))")],
    evaluated_by="prometheus",
)


_VALUES = {"method": ("GET", "POST"), "status_class": ("2xx", "5xx"), "route": ("/", "/login")}
_THERE = ("http_requests_total", "http_requests_active", "up")
ONLINE = OnlineFacts(
    "http://prometheus:9090",
    "2.42.0",
    frozenset(),
    frozenset({*_THERE, "http_requests_forgotten", "job:http_requests:rate5m"}),
    frozenset({*_THERE, "job:http_requests:rate5m"}),
    frozenset(_THERE),
    {name: ServerMetric(name, labels={"method": 2, "status_class": 2, "route": 2}, values=_VALUES) for name in _THERE},
)
"""What a server says of the sample's metrics: rules that need one run where a test names them."""
RECORDED = authoring.RuleGroup(
    "recorded",
    [
        authoring.RecordingRule("job:http_requests:rate1h", "sum by (job) (rate(http_requests_total[1h]))"),
        authoring.RecordingRule("job:http_requests:rate5m", "sum by (job) (rate(http_requests_total[5m]))"),
    ],
    evaluated_by="prometheus",
)


def findings_in(language: str, text: str, rules: Rules = DEFAULT) -> tuple[Finding, ...]:
    """The findings in an example; `language` is that of its fence in a docstring."""
    return _IN[language](text, rules)


def in_promql(expr: str, rules: Rules = DEFAULT, **target: Any) -> tuple[Finding, ...]:
    """Findings in the query of a panel."""
    query = {"refId": "A", "expr": expr, **target}
    return in_panel({"title": "Sample", "targets": [query]}, rules)


def in_panel(panel: Mapping[str, Any], rules: Rules = DEFAULT) -> tuple[Finding, ...]:
    """Findings in a panel; what it leaves out is filled in."""
    has_unit = "fieldConfig" in panel or "type" in panel
    rest = {} if has_unit else {"fieldConfig": {"defaults": {"unit": "short"}}}
    full = {"id": 1, "type": "timeseries", "datasource": {"type": "prometheus", "uid": "$ds"}, **rest, **panel}
    if full["type"] in SHOWS_DATA:
        full.setdefault("targets", [{"refId": "A", "expr": "sum(up)"}])
    sample = {"uid": "sample", "title": "Sample dashboard", "time": {"from": "now-15m", "to": "now"}, "panels": [full]}
    return in_dashboard(sample, rules)


def in_dashboard(
    dashboard: Mapping[str, Any],
    rules: Rules | None = DEFAULT,
    *,
    given: Project | None = None,
    ignored: tuple[IgnoredFiles, ...] = (),
) -> tuple[Finding, ...]:
    """Findings in a dashboard."""
    full = {"templating": {"list": VARIABLES}, "description": USES_ALL, **dashboard}
    resource = Resource(
        ResourceId(ResourceKind.DASHBOARD, str(dashboard["uid"])),
        str(dashboard["title"]),
        {"folderUid": "", "dashboard": full},
        origins={"": HOME},
    )
    return lint(given or _asked(rules), Bundle([resource]), rules=rules, choices=TODAY, asides=Asides(ignored=ignored))


def in_json(text: str, rules: Rules = DEFAULT) -> tuple[Finding, ...]:
    """Findings in a dashboard or a panel; in several dashboards, each in a file of its own in one folder."""
    read = json.loads(text)
    if isinstance(read, list):
        files = {f"boards/{number}.json": json.dumps(one).encode() for number, one in enumerate(read)}
        return lint_files([foreign_from_bytes(path, content) for path, content in files.items()], rules=rules)
    given = {"templating": {"list": []}, **read}
    return in_dashboard(given, rules) if "panels" in given else in_panel(given, rules)


def in_yaml(text: str, rules: Rules = DEFAULT) -> tuple[Finding, ...]:
    """Findings in one rule as a part of the project, in a rule file on its own, or in one of Grafana's provisioning."""
    try:
        parsed = yaml.safe_load(text)
    except yaml.YAMLError:
        parsed = None
    if isinstance(parsed, dict) and _PROVISIONED & set(parsed):
        return lint_files([foreign_from_bytes("sample.yml", text.encode())], rules=rules)
    if not isinstance(parsed, dict) or not {"alert", "record"} & set(parsed):
        return lint_files([foreign_from_bytes("sample.yml", text.encode())], rules=rules)
    indented = "".join(f"        {line}\n" for line in text.splitlines())
    whole = f"groups:\n  - name: sample\n    rules:\n      -\n{indented}"
    file = foreign_from_bytes("sample.yml", whole.encode())
    assert not any(one.broken for one in file.documents)
    return lint_files([file], project(), rules=rules, own={"sample.yml"})


def in_python(text: str, rules: Rules = DEFAULT) -> tuple[Finding, ...]:
    """Findings in a notification policy, contact point, mute timing, template, metric or rule, or a federation.

    Several of these make one project; a dictionary among them is the linter's table of its settings, and a dashboard is
    `Board("uid", "Title", "expression")`. A federation is one of what `REQUESTS` records.
    """
    value = eval(text, vars(authoring) | {"Policy": authoring.NotificationPolicy, "Board": board})
    sources = build_source_index({"sample.py": text})
    values = value if isinstance(value, list) else [value]
    given: dict[str, Any] = {"sources": sources}
    if metrics := [one for one in values if isinstance(one, Metric)]:
        given["catalogue"] = Catalogue(metrics)
    if policies := [one for one in values if isinstance(one, authoring.NotificationPolicy)]:
        given["policies"] = tuple(Definition(one, HOME) for one in policies)
    if rules_ := [one for one in values if isinstance(one, authoring.AlertRule | authoring.RecordingRule)]:
        given["rule_groups"] = (Definition(authoring.RuleGroup("sample", rules_), HOME),)
    if groups := [one for one in values if isinstance(one, authoring.RuleGroup)]:
        given["rule_groups"] = tuple(Definition(one, HOME) for one in groups)
    for one in values:
        if isinstance(one, authoring.Federation):
            given["stacks"] = (Definition(monitoring_stack(federation=one), HOME),)
            given["rule_groups"] = (Definition(REQUESTS, HOME),)
        elif isinstance(one, Catalogue):
            given["catalogue"] = one
        elif isinstance(one, dict):
            given["settings"] = Settings(owner="sample", project="0" * 16, lint=one)
    made = [one for one in values if isinstance(one, Resource)]
    for one in values:
        if isinstance(one, ContactPoint):
            made.append(compile_contact_point(Definition(one, HOME), {}))
        elif isinstance(one, MuteTiming):
            made.append(compile_mute_timing(Definition(one, HOME)))
        elif isinstance(one, Template):
            made.append(compile_template(Definition(one, HOME)))
    given["contact_points"] = (MAIL, *(Definition(one, HOME) for one in values if isinstance(one, ContactPoint)))
    given["mute_timings"] = (NIGHTS, *(Definition(one, HOME) for one in values if isinstance(one, MuteTiming)))
    return lint(project(**given), Bundle(made), rules=rules)


def board(uid: str, title: str, expr: str = "", datasource: str = "$ds") -> Resource:
    """A compiled dashboard with one panel, whose id is 7: a text, or a graph of the expression."""
    panel: dict[str, Any] = {"id": 7, "title": "Requests", "type": "text"}
    if expr:
        source = {"type": "prometheus", "uid": datasource}
        panel |= {"type": "timeseries", "fieldConfig": {"defaults": {"unit": "short"}}, "datasource": source}
        panel["targets"] = [{"refId": "A", "expr": expr, "datasource": source}]
    json = {"uid": uid, "title": title, "templating": {"list": VARIABLES}, "description": USES_ALL, "panels": [panel]}
    spec = {"folderUid": "", "dashboard": json}
    return Resource(ResourceId(ResourceKind.DASHBOARD, uid), title, spec, origins={"": HOME})


MAIL = Definition(ContactPoint("mail", Email(addresses=["a@example.org"])), HOME)
NIGHTS = Definition(MuteTiming("nights", ("22:00", "07:00")), HOME)


def _asked(rules: Rules | None) -> Project:
    """The sample; for rules that go by a server also what that says, and a group that records series."""
    if not any(rule.online for rule in rules or ()):
        return project()
    return project(online=ONLINE, rule_groups=(Definition(RECORDED, HOME),), catalogue=EmptyCatalogue())


def project(**given: Any) -> Project:
    """A project with the sample catalogue, a contact point `mail` and a mute timing `nights`."""
    return Project(
        **{
            "settings": Settings(owner="sample", project="0" * 16),
            "contact_points": (MAIL,),
            "mute_timings": (NIGHTS,),
            "catalogue": CATALOGUE,
            "datasources": (Definition(Datasource("declared", "prometheus"), HOME),),
            **given,
        },
    )


def in_toml(text: str, rules: Rules = DEFAULT) -> tuple[Finding, ...]:
    """Findings in the section of a pyproject.toml that is the linter's."""
    section = tomllib.loads(text)["tool"]["glimpse-gitops"]
    given = project(settings=Settings(owner="sample", project="0" * 16, **section))
    return lint(given, Bundle(), rules=rules, asides=Asides(settings_text=text))


_IN: dict[str, Callable[[str, Rules], tuple[Finding, ...]]] = {
    "promql": in_promql,
    "yaml": in_yaml,
    "json": in_json,
    "python": in_python,
    "toml": in_toml,
}
