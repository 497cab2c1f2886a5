"""The stack says how often metrics are scraped, and how long they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_12
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.lint.runner import lint

from ..conftest import ProjectMaker

STACK = """
from glimpse_gitops.authoring import Container, MonitoringStack, OtelCollector, Store

def store(host, port, retention):
    return Store(host=host, image="a:1", port=port, uid=host, retention=retention)

stack = MonitoringStack(
    name="shop",
    scrape_interval="30s",
    collector=OtelCollector(host="collector", image="a:1", port=8889),
    prometheus=store("prometheus", 9090, "40d"),
    tempo=store("tempo", 3200, "7d"),
    loki=store("loki", 3100, "14d"),
    promtail=Container(host="promtail", image="a:1", port=9080),
    alloy=Container(host="alloy", image="a:1", port=12345),
    grafana=Container(host="grafana", image="a:1", port=3000),
)
"""
METRICS = """
from glimpse_gitops.authoring import Catalogue, Counter
catalogue = Catalogue([Counter("a_total", "As.", unit="as")]INTERVAL)
"""
RULES_OF = """
from glimpse_gitops.authoring import Prometheus, RecordingRule, RuleGroup
records = RuleGroup("g", [RecordingRule("job:a:x", "EXPR")], evaluated_by="prometheus", datasource=Prometheus(uid="p"))
"""


def found(project: ProjectMaker, expr: str, interval: str = "") -> set[str]:
    files = {
        "stack/stack.py": STACK,
        "metrics/a.py": METRICS.replace("INTERVAL", interval),
        "alerts/app.py": RULES_OF.replace("EXPR", expr),
    }
    given = load_project(project(files))
    bundle = compile_project(given, GRAFANA_12).bundle
    return {f"{one.rule} {one.message}" for one in lint(given, bundle, rules=RULES)}


def test_a_range_is_too_short_for_the_stacks_scrape_interval(project: ProjectMaker) -> None:
    said = 'PQ105 the range holds fewer than two samples: "a_total" is scraped every 30s'
    assert said in found(project, "sum(rate(a_total[45s]))")
    assert said not in found(project, "sum(rate(a_total[2m]))")


def test_what_the_stack_no_longer_keeps_is_found(project: ProjectMaker) -> None:
    said = "PQ131 samples are kept for 40d, and this asks for older ones"
    assert said in found(project, "sum(increase(a_total[41d]))")
    assert said not in found(project, "sum(increase(a_total[39d]))")


def test_a_catalogue_that_says_another_interval_is_refused(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError, match="the stack scrapes every 30s, and the catalogue says every 15s"):
        found(project, "sum(a_total)", ', scrape_interval="15s"')
    assert found(project, "sum(rate(a_total[2m]))", ', scrape_interval="30s"') is not None


def test_two_stacks_are_refused(project: ProjectMaker) -> None:
    root = project({"stack/stack.py": STACK, "stack/other.py": STACK})
    with pytest.raises(ProjectError, match=r"there are two monitoring stacks, at stack/other.py:\d+ and stack/stack"):
        load_project(root)


def test_this_repositorys_data_sources_are_those_of_its_stack() -> None:
    given = load_project(Path(__file__).parents[2])
    stack = given.stacks[0].value
    urls = {one.value.uid: one.value.url for one in given.datasources}
    assert urls == {store.uid: store.url for store in (stack.prometheus, stack.tempo, stack.loki)}
    assert given.catalogue.scrape_interval == stack.scrape_interval
