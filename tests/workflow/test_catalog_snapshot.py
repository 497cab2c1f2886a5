"""A snapshot makes the linter know offline what a server has."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import NotAuthorisedError, ProjectError, RefusedError, UnreachableError, UsageError
from glimpse_gitops.model.catalogue_lock import LOCK_FILE
from glimpse_gitops.workflow.catalog_snapshot import snapshot
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.lint import lint
from glimpse_gitops.workflow.metric_server import MetricServer

from ..conftest import ProjectMaker
from ..prometheus.fake_prometheus import FakePrometheus, metric, serving

RULES = """from glimpse_gitops.authoring import *

app = RuleGroup("app", [
    RecordingRule("job:hits:rate5m", expr='sum by (job) (rate(hits_total{{{matcher}}}[5m]))'),
    AlertRule("Slow", expr="job:hits:rate5m > 5", for_="5m", labels={{"severity": "critical"}}, summary="slow"),
])
"""
HITS = metric("hits_total", {"job": "a", "code": "200"}, {"job": "b", "code": "200"})


def direct(fake: FakePrometheus) -> MetricServer:
    return MetricServer(fake.url, "", Connection("", {}))


@pytest.fixture
def root(project: ProjectMaker) -> Path:
    return project({"alerts/app.py": RULES.format(matcher='code="200"')})


def test_the_metrics_that_queries_read_are_written_down(root: Path) -> None:
    fake = FakePrometheus({**HITS, **metric("other", {})}, {"hits_total": "counter"}, {"a": ("15s",)})
    with serving(fake):
        taken = snapshot(root, direct(fake))
    assert taken.version == "2.42.0"
    assert (root / LOCK_FILE).read_text() == (
        '{\n  "version": 1,\n  "scrape_intervals": {"a": "15s"},\n  "metrics": {\n'
        '    "hits_total": {"type": "counter", "series": 2, "labels": {"code": 1, "job": 2}}\n  }\n}\n'
    )


def test_a_second_snapshot_of_the_same_server_changes_nothing(root: Path) -> None:
    with serving(FakePrometheus(HITS)) as fake:
        assert snapshot(root, direct(fake)).written
        fake.series["hits_total"].reverse()
        assert not snapshot(root, direct(fake)).written


def test_what_the_server_does_not_have_is_named(root: Path) -> None:
    with serving(FakePrometheus()) as fake:
        assert snapshot(root, direct(fake)).missing == ("hits_total",)


def test_lint_then_knows_the_labels_without_any_server(project: ProjectMaker) -> None:
    root = project({"alerts/app.py": RULES.format(matcher='cod="200"')})
    assert lint(root, []).findings == ()
    with serving(FakePrometheus(HITS)) as fake:
        snapshot(root, direct(fake))
    assert [(one.rule, one.message) for one in lint(root, []).findings] == [
        ("PQ116", '"hits_total" has no label "cod"')
    ]


def test_a_grafana_hands_the_questions_on_to_its_data_source(root: Path) -> None:
    fake = FakePrometheus(HITS, grafana_uid="prom")
    with serving(fake):
        server = MetricServer("", "prom", Connection(fake.url, {"GRAFANA_TOKEN": "glsa_x"}))
        assert list(snapshot(root, server).lock.metrics) == ["hits_total"]
    assert all(header.get("Authorization") == "Bearer glsa_x" for header in fake.headers)


def test_a_data_source_that_is_not_there_is_told(root: Path) -> None:
    fake = FakePrometheus(HITS, grafana_uid="prom")
    with serving(fake), pytest.raises(UnreachableError, match="data source loki") as caught:
        snapshot(root, MetricServer("", "loki", Connection(fake.url, {"GRAFANA_TOKEN": "glsa_x"})))
    assert caught.value.hint


@pytest.mark.parametrize(("status", "error"), [(401, NotAuthorisedError), (422, RefusedError)])
def test_a_refusal_writes_nothing(root: Path, status: int, error: type[Exception]) -> None:
    with serving(FakePrometheus(HITS, status=status)) as fake, pytest.raises(error):
        snapshot(root, direct(fake))
    assert not (root / LOCK_FILE).exists()


def test_it_must_be_clear_which_server_is_meant(root: Path) -> None:
    for prometheus, datasource in (("", ""), ("http://a", "b")):
        with pytest.raises(UsageError, match=r"server"):
            snapshot(root, MetricServer(prometheus, datasource, Connection("", {})))
    with pytest.raises(UsageError, match="--lookback"):
        snapshot(root, MetricServer("http://a", "", Connection("", {}), "soon"))


def test_a_project_without_metrics_has_nothing_to_ask_for(project: ProjectMaker) -> None:
    with pytest.raises(UsageError, match="nothing to ask"):
        snapshot(project({}), MetricServer("http://a", "", Connection("", {})))


def test_a_lock_that_is_broken_is_told_before_any_request(root: Path) -> None:
    (root / LOCK_FILE).parent.mkdir()
    (root / LOCK_FILE).write_text("<<<<<<<")
    with serving(FakePrometheus(HITS)) as fake, pytest.raises(ProjectError, match="lock"):
        snapshot(root, direct(fake))
    assert fake.asked == []
