"""`lint --online` on a fake and on a real Prometheus: each fault is found, and nothing is said of what is in order."""

from __future__ import annotations

import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from glimpse_gitops.cli.main import cli
from glimpse_gitops.demo_service.server import DemoService
from glimpse_gitops.demo_service.service import Service
from glimpse_gitops.errors import UnreachableError, UsageError
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.prometheus.connect import Account, connect
from glimpse_gitops.prometheus.local import local_prometheus
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.lint import LintReport, lint
from glimpse_gitops.workflow.metric_server import MetricServer

from ..conftest import ProjectMaker
from ..prometheus.fake_prometheus import FakePrometheus, metric, serving

ROOT = Path(__file__).parents[2]
ONLINE = LintChoices(online=True)
PATIENCE = 60.0
"""Seconds until a real Prometheus must have scraped."""

THERE = metric("requests_total", {"job": "api", "code": "200"}) | metric("up", {"job": "api"})


def rules(*exprs: str) -> str:
    listed = [{"alert": f"A{number}", "expr": expr, "for": "5m"} for number, expr in enumerate(exprs)]
    return yaml.safe_dump({"groups": [{"name": "g", "rules": listed}]}, width=1_000)


def at(url: str) -> MetricServer:
    return MetricServer(url, "", Connection("", {}))


def online(report: LintReport) -> list[tuple[str, int]]:
    return [(one.rule, one.origin.line) for one in report.findings if one.rule.startswith("ON")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_fault_is_found_in_files_that_need_no_project(folder: Path) -> None:
    (folder / "r.yml").write_text(
        rules(
            "rate(requests_total[5m]) > 1",
            "rate(request_total[5m]) > 1",
            "forgotten > 1",
            'sum(rate(requests_total{code="500"}[5m])) > 1',
            "absent(never)",
            "sum(limitk(3, requests_total)) > 1",
        ),
        encoding="utf-8",
    )
    with serving(FakePrometheus(dict(THERE), gone=metric("forgotten", {"job": "x"}))) as fake:
        report = lint(None, [folder], ONLINE, server=at(fake.url))
        assert online(report) == [("ON901", 8), ("ON902", 11), ("ON904", 14), ("ON905", 20)]
        assert all(fake.url in one.message for one in report.findings if one.rule.startswith("ON"))
        assert [path for path in fake.paths() if "query" in path] == []
    assert not online(lint(None, [folder], keep=False)), "without a server these rules say nothing"


def test_the_answers_of_the_server_stand_in_for_a_catalogue_where_there_is_none(folder: Path) -> None:
    (folder / "r.yml").write_text(rules('sum by (job) (up{jbo="api"}) > 0', "rate(queue[5m]) > 0"), encoding="utf-8")
    with serving(FakePrometheus(THERE | metric("queue", {"job": "api"}), {"queue": "gauge"})) as fake:
        found = {one.rule for one in lint(None, [folder], ONLINE, server=at(fake.url)).findings}
    assert {"PQ101", "PQ116"} <= found
    assert not {"PQ101", "PQ116"} & {one.rule for one in lint(None, [folder], keep=False).findings}


def test_a_project_and_the_series_that_it_records(project: ProjectMaker) -> None:
    group = """from glimpse_gitops.authoring import *
app = RuleGroup("app", [
    RecordingRule("job:requests:rate5m", "sum by (job) (rate(requests_total[5m]))"),
    AlertRule("Busy", expr="job:requests:rate5m > 5", for_="5m", labels={"severity": "critical"}, summary="busy"),
    AlertRule("Gone", expr="never > 5", for_="5m", labels={"severity": "critical"}, summary="gone"),
])
"""
    root = project({"alerts/app.py": group})
    with serving(FakePrometheus(dict(THERE))) as fake:
        assert online(lint(root, [], ONLINE, server=at(fake.url))) == [("ON903", 4), ("ON901", 5)]
        fake.series |= metric("job:requests:rate5m", {"job": "api"})
        assert online(lint(root, [], ONLINE, server=at(fake.url))) == [("ON901", 5)]
    with pytest.raises(UnreachableError):
        lint(root, [], ONLINE, server=at(fake.url))


def test_the_command_line_says_what_was_asked_and_needs_an_address(folder: Path) -> None:
    (folder / "r.yml").write_text(rules("never > 1"), encoding="utf-8")
    with serving(FakePrometheus(dict(THERE))) as fake:
        asked = CliRunner().invoke(
            cli, ["lint", "--online", "--prometheus", fake.url, "-o", "compact", "."], standalone_mode=False
        )
    assert "ON901 metric-not-there" in asked.stdout
    assert f"requests to {fake.url} (Prometheus 2.42.0): 0 of the metrics are there" in asked.stderr
    assert isinstance(CliRunner().invoke(cli, ["lint", "--online", "."]).exception, UsageError)
    refused = CliRunner().invoke(cli, ["lint", "--online", "--fix", "."], standalone_mode=False)
    assert "no fix needs a server" in str(refused.exception)


def test_a_suppression_of_an_online_rule_is_not_unused_without_a_server(folder: Path) -> None:
    text = rules("never > 1 # glimpse: ignore[ON901] comes with the next release")
    (folder / "r.yml").write_text(text, encoding="utf-8")
    assert "SP701" not in {one.rule for one in lint(None, [folder], keep=False).findings}
    with serving(FakePrometheus(dict(THERE))) as fake:
        found = {one.rule for one in lint(None, [folder], ONLINE, server=at(fake.url)).findings}
    assert not found & {"SP701", "ON901"}


@pytest.mark.skipif(shutil.which("prometheus") is None, reason="needs the program prometheus")
def test_on_a_real_prometheus_that_scrapes_the_demo_service(folder: Path) -> None:
    service = Service(seed=1)
    service.advance(60, datetime(2026, 11, 23, 22, tzinfo=UTC))
    (folder / "r.yml").write_text(
        rules(
            'sum by (job) (up{job="glimpse-server"}) > 0',
            "sum(glimpse_never_there) > 0",
            'up{job="glimpse-servre"} == 0',
            'absent(up{job="other"})',
            "max(mad_over_time(up[5m])) > 1",
        ),
        encoding="utf-8",
    )
    with DemoService(service=service) as server:
        target = {"job_name": "glimpse-server", "static_configs": [{"targets": [server.url.removeprefix("http://")]}]}
        config = {"global": {"scrape_interval": "1s", "scrape_timeout": "1s"}, "scrape_configs": [target]}
        with local_prometheus({"prometheus.yml": yaml.safe_dump(config)}) as url:
            wait_for_series(url)
            assert online(lint(None, [folder], ONLINE, server=at(url))) == [("ON901", 8), ("ON904", 11), ("ON905", 17)]
            wrong = [one for one in lint(ROOT, [], ONLINE, server=at(url)).findings if one.rule in ("ON901", "ON902")]
            assert wrong == [], "the project's own metrics are those of the service"


def wait_for_series(url: str) -> None:
    """Until the first scrape is in."""
    end = time.monotonic() + PATIENCE
    with connect(url, Account()) as ask:
        while not ask("api/v1/label/__name__/values", {})["data"]:
            assert time.monotonic() < end
            threading.Event().wait(0.1)
