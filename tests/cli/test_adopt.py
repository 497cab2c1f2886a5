"""`adopt` from the command line: what it prints, what it writes, where it says no."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import UsageError
from glimpse_gitops.sandbox import SandboxServer
from tests.workflow.made_by_hand import People, fill


@pytest.fixture(scope="module")
def grafana() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        fill(People(server.url, server.login, server.password))
        yield server


@pytest.fixture
def root(tmp_path: Path, grafana: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text('[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\n')
    monkeypatch.setenv("GRAFANA_USER", grafana.login)
    monkeypatch.setenv("GRAFANA_PASSWORD", grafana.password)
    monkeypatch.setenv("GRAFANA_URL", grafana.url)
    return tmp_path


def adopt(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["adopt", "-C", str(root), *arguments], catch_exceptions=True)


def test_it_names_the_files_the_secrets_and_what_to_do_next(root: Path) -> None:
    done = adopt(root, "--unmanaged")
    assert done.exit_code == 0
    assert "11 objects adopted into new files:\n  + alerts/adopted_contact_points.py\n" in done.stdout
    assert "\nsecrets that the code refers to:\n  PROMETHEUS_UI_BASIC_AUTH_PASSWORD\n" in done.stdout
    assert "next:  glimpse-gitops build, then glimpse-gitops plan" in done.stderr


def test_a_patch_writes_nothing_and_git_takes_it(root: Path) -> None:
    done = adopt(root, "--unmanaged", "--patch")
    assert [path.name for path in root.iterdir()] == ["pyproject.toml"]
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "apply", "-"], input=done.stdout.encode(), cwd=root, check=True)
    assert 'Folder("team-deep", "Deep", parent=team_결제)' in (root / "stack/adopted.py").read_text()


def test_out_writes_the_modules_somewhere_else(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("review")
    assert adopt(root, "dashboards", "--out", str(elsewhere)).exit_code == 0
    assert (elsewhere / "dashboards/sales.json").exists()
    assert not (root / "dashboards").exists()


def test_a_file_that_is_there_is_not_overwritten(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("review")
    (elsewhere / "stack").mkdir()
    (elsewhere / "stack/adopted.py").write_text("mine")
    done = adopt(root, "--unmanaged", "--out", str(elsewhere))
    assert isinstance(done.exception, UsageError)
    assert (elsewhere / "stack/adopted.py").read_text() == "mine"
    assert not (elsewhere / "alerts").exists()


@pytest.mark.parametrize("arguments", [(), ("--unmanaged", "--patch", "--write")])
def test_a_call_that_could_mean_anything_is_refused(root: Path, arguments: tuple[str, ...]) -> None:
    assert isinstance(adopt(root, *arguments).exception, UsageError)


@pytest.fixture
def retitled(root: Path, grafana: SandboxServer) -> Iterator[Path]:
    """A project whose one dashboard has its title from a name, and another one in Grafana."""
    (root / "dashboards").mkdir()
    (root / "dashboards/__init__.py").write_text("")
    (root / "dashboards/named.py").write_text(
        "from glimpse_gitops.authoring import Dashboard, Folder\n"
        'NAME = "".join(["Na", "med"])\n'
        'named = Dashboard(uid="named", title=NAME, folder=Folder.root(), panels=[])\n'
    )
    people = People(grafana.url, grafana.login, grafana.password)
    applied = CliRunner().invoke(cli, ["apply", "-C", str(root), "--yes", "--no-lint"])
    assert applied.exit_code == 0, applied.output
    content = people.send("GET", "/dashboards/uid/named")["dashboard"]
    people.send("POST", "/dashboards/db", {"dashboard": {**content, "title": "Renamed"}})
    yield root
    people.send("DELETE", "/dashboards/uid/named")
    people.send("DELETE", "/dashboards/uid/gitops-shop")


@pytest.mark.parametrize("arguments", [("--drift",), ("--drift", "--patch")])
def test_it_says_where_nothing_was_taken_over(retitled: Path, arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, ["adopt", "-C", str(retitled), *arguments], standalone_mode=False)
    assert done.return_value == 1
    assert "title: Named → Renamed" in done.output
    assert "nothing was taken over: 1 object left to you" in done.output
    assert "next:  change by hand what is left" in done.stderr
