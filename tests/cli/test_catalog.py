"""`glimpse-gitops catalog` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli

from ..conftest import ProjectMaker
from ..prometheus.fake_prometheus import FakePrometheus, metric, serving

METRICS = """from glimpse_gitops.authoring import *

catalogue = Catalogue([Counter("hits_total", "Hits.", labels=[Label("code", ("200",))])])
"""
HITS = metric("hits_total", {"code": "200"})


@pytest.fixture
def root(project: ProjectMaker) -> Path:
    return project({"metrics/a.py": METRICS})


def run(root: Path, *arguments: str, **env: Any) -> Result:
    return CliRunner().invoke(cli, ["catalog", *arguments, "-C", str(root)], env=env, standalone_mode=False)


def test_show_lists_the_catalogue(root: Path) -> None:
    done = run(root, "show")
    assert done.output.splitlines()[1].startswith("hits_total  counter")
    assert '"hits_total"' in run(root, "show", "-o", "json").output


def test_a_snapshot_says_what_it_wrote(root: Path) -> None:
    with serving(FakePrometheus(HITS)) as fake:
        done = run(root, "snapshot", "--prometheus", fake.url)
        again = run(root, "snapshot", PROMETHEUS_URL=fake.url)
    assert done.output == (
        f"{fake.url} (Prometheus 2.42.0)\n\nmetrics/catalog.lock.json written: 1 metric, 1 series.\n"
    )
    assert "lock.json unchanged" in again.output


def test_verify_exits_with_1_where_something_differs(root: Path) -> None:
    with serving(FakePrometheus(HITS)) as fake:
        assert run(root, "verify", "--prometheus", fake.url).return_value == 0
        fake.series |= metric("hits_total", {"code": "500"})
        done = run(root, "verify", "--prometheus", fake.url)
    assert done.return_value == 1
    assert '! hits_total: label "code" has values that are not declared: "500"\n\n1 difference.\n' in done.output


def test_what_only_may_be_wrong_does_not_fail(root: Path) -> None:
    with serving(FakePrometheus(metric("hits_total", {}))) as fake:
        done = run(root, "verify", "--prometheus", fake.url)
    assert done.return_value == 0
    assert '- hits_total: label "code" is declared, and no series has it' in done.output


def test_a_server_must_be_named(root: Path) -> None:
    assert getattr(run(root, "verify", PROMETHEUS_URL="").exception, "hint", "").startswith("give either --prometheus")
