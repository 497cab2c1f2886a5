"""`rollback` and `history` from the command line: what they say, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import UnsafePlanError
from glimpse_gitops.files.journal import DEFAULT, runs_in
from glimpse_gitops.sandbox import SandboxServer
from tests.workflow.made_by_hand import People


@pytest.fixture
def grafana() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@pytest.fixture
def root(tmp_path: Path, grafana: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one folder, applied under the title "One" and then under "Two"."""
    (tmp_path / "pyproject.toml").write_text('[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\n')
    (tmp_path / "stack").mkdir()
    monkeypatch.setenv("GRAFANA_USER", grafana.login)
    monkeypatch.setenv("GRAFANA_PASSWORD", grafana.password)
    monkeypatch.setenv("GRAFANA_URL", grafana.url)
    for title in ("One", "Two"):
        apply(tmp_path, title)
    return tmp_path


def call(root: Path, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [command, "-C", str(root), *arguments])


def apply(root: Path, title: str) -> None:
    text = f'from glimpse_gitops.authoring import Folder\nhome = Folder("home", "{title}")\n'
    (root / "stack/things.py").write_text(text)
    done = call(root, "apply", "--yes", "--no-lint")
    assert done.exit_code == 0, done.output


def ids(root: Path) -> list[str]:
    return [run.head.id for run in runs_in(root / DEFAULT)]


def test_after_a_rollback_it_is_said_that_the_code_must_follow(root: Path) -> None:
    done = call(root, "rollback", "last", "--yes")
    assert "undoing apply" in done.stdout
    assert "next:  revert the change in the code, or the next apply makes it again" in done.stderr


def test_a_rollback_of_a_rollback_says_what_it_makes_again(root: Path) -> None:
    (last, _) = ids(root)
    call(root, "rollback", "last", "--yes")
    done = call(root, "rollback", "last", "--yes")
    assert f"which undid {last}: what that run did is made again" in done.stdout
    assert "revert the change" not in done.stderr
    assert "next:  glimpse-gitops plan" in done.stderr


def test_a_run_that_a_later_one_went_over_is_refused_with_the_way_to_it(root: Path) -> None:
    apply(root, "Three")
    (third, second, _) = ids(root)
    refused = call(root, "rollback", second, "--yes").exception
    assert isinstance(refused, UnsafePlanError)
    assert f"roll that back first (glimpse-gitops rollback {third})" in refused.hint
    call(root, "rollback", third, "--yes")
    assert call(root, "rollback", second, "--yes").exit_code == 0


def test_what_people_changed_since_is_refused_without_naming_a_run(root: Path, grafana: SandboxServer) -> None:
    people = People(grafana.url, grafana.login, grafana.password)
    people.send("PUT", "/folders/home", {"title": "Mine", "overwrite": True})
    refused = call(root, "rollback", "last", "--yes").exception
    assert isinstance(refused, UnsafePlanError)
    assert "--overwrite-drift" in refused.message
    assert "roll that back" not in refused.hint
    assert "take it out of the code" not in refused.hint


def test_history_names_what_was_done_and_one_run_in_all_its_parts(root: Path) -> None:
    done = call(root, "history")
    assert done.stdout.splitlines()[0].endswith("done (1 changed: folder Two)")
    assert done.stdout.splitlines()[1].endswith("done (1 created: folder One)")
    one = call(root, "history", "last")
    assert "    title: One → Two\n" in one.stdout
    assert f"next:  glimpse-gitops rollback {ids(root)[0]} undoes it" in one.stderr
