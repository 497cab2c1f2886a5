"""`demo-live`: the demo service on a real Prometheus: every panel's queries, and one alert from the fault to firing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12
from ..errors import UnreachableError
from ..files.loader import load_project
from ..lint.knowledge import knowledge_of
from ..model.duration import format_duration, parse_duration
from ..model.live_check import LiveCheck
from ..model.project import Project
from ..model.query_check import QueryCheck, QueryOutcome
from ..plan.queries import panel_queries
from ..prometheus.connect import Account, connect
from ..prometheus.local import local_prometheus
from ..render.faster_rules import faster
from ..render.prometheus_rules import prometheus_rules
from .query_checks import Ask, run_query

ALERT = "HighErrorRate"
JOB = "glimpse-server"
SCRAPE = 15_000
"""Milliseconds between two scrapes, before they are made faster."""
_SETTLE = 8
"""Scrapes after which rates have values."""
_POLL = 0.2
_SLACK = 60.0
"""Seconds that an alert may take over the times that its rule names."""

Say = Callable[[str], None]


def demo_live(root: Path, service_url: str, order: Callable[[float], None], *, speed: float, say: Say) -> LiveCheck:
    """Run it. `order` sets the share of requests of the service that fail; `speed` divides every duration.

    Raises UsageError where no Prometheus is installed, UnreachableError where the alert does not get there.
    """
    project = load_project(root)
    scrape = SCRAPE / speed / 1000
    with local_prometheus(_files(project, service_url, speed)) as url, connect(url, Account()) as ask:
        say(f"Prometheus is at {url}, scrapes {service_url} every {scrape:g} s, and has loaded the rules")
        time.sleep(scrape * _SETTLE)
        say("ordering errors: three of ten requests fail from now on")
        order(0.3)
        began = time.monotonic()
        states = []
        for state in ("pending", "firing"):
            states.append((state, _wait_for(ask, state, began, _patience(project) / speed + _SLACK)))
            say(f"{ALERT} is {state} after {states[-1][1]:.1f} s")
        ran = time.monotonic() - began + scrape * _SETTLE
        checks = tuple(_checks(project, ask, scrape, ran))
    return LiveCheck(checks, ALERT, tuple(states))


def _files(project: Project, service_url: str, speed: float) -> Mapping[str, str]:
    groups = [definition.value for definition in project.prometheus_groups]
    scrape = format_duration(round(SCRAPE / speed))
    config = {
        "global": {"scrape_interval": scrape, "scrape_timeout": scrape, "evaluation_interval": scrape},
        "rule_files": ["rules.yml"],
        "scrape_configs": [{"job_name": JOB, "static_configs": [{"targets": [service_url.removeprefix("http://")]}]}],
    }
    rules = prometheus_rules([faster(group, speed) for group in groups], "alerts/")
    return {"prometheus.yml": yaml.safe_dump(config), "rules.yml": rules}


def _patience(project: Project) -> float:
    """Seconds that the alert's rule takes at most, by what it says: its `for` and a range of five minutes."""
    rules = [rule for one in project.prometheus_groups for rule in one.value.alert_rules if rule.name == ALERT]
    return max((parse_duration(rule.for_) / 1000 for rule in rules), default=0.0) + 300


def _wait_for(ask: Ask, state: str, began: float, longest: float) -> float:
    while (passed := time.monotonic() - began) < longest:
        alerts = ask("api/v1/alerts", {})["data"]["alerts"]
        if any(one["labels"]["alertname"] == ALERT and one["state"] == state for one in alerts):
            return passed
        time.sleep(_POLL)
    raise UnreachableError(f"{ALERT} is not {state} after {longest:.0f} s", "look at /alerts and /rules of Prometheus")


def _checks(project: Project, ask: Ask, scrape: float, ran: float) -> Iterator[QueryCheck]:
    bundle = compile_project(project, GRAFANA_12).bundle
    world = knowledge_of(project.catalogue, project.rule_groups, project.lock).world
    short = format_duration(round(scrape * 4 * 1000))
    built_in = {"__rate_interval": short, "__interval": short, "__range": f"{max(1, round(ran))}s"}
    for query in panel_queries(bundle, built_in):
        if query.kind == "loki":
            yield QueryCheck(query, QueryOutcome.NOT_RUN, detail="no Loki runs here")
            continue
        yield run_query(query, query.kind or "prometheus", ask, world)
