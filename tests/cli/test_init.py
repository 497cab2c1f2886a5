"""`init` on the command line: where it writes, and what it says comes next."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import UsageError
from glimpse_gitops.workflow import init as workflow


def init(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["init", *arguments])
    if isinstance(done.exception, UsageError | click.ClickException):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done


def test_without_a_folder_nothing_is_written_among_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"notes\.txt") as caught:
        init("--owner", "shop")
    assert "glimpse-gitops init my-monitoring" in caught.value.hint
    assert "glimpse-gitops init ." in caught.value.hint
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_whoever_names_the_folder_means_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert "Makefile" in init(".", "--owner", "shop").output


def test_a_new_clone_with_a_readme_counts_as_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name in ("README.md", "LICENSE", ".gitignore"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    said = init("--owner", "shop").stderr
    assert "cd " not in said
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_the_next_steps_stand_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = init("my monitoring").stderr
    steps = ["cd 'my monitoring'", "make demo", "make plan", "make apply"]
    places = [said.index(step) for step in steps]
    assert places == sorted(places)
    assert "GRAFANA_URL" in said


def test_where_only_this_machine_has_the_tool_the_lines_to_change_for_ci_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workflow, "requirement", lambda version: "glimpse-gitops[sandbox] @ file:///opt/tool")
    said = init("shop").stderr
    assert "file:///opt/tool, which only this machine has" in said
    assert "shop/Makefile (PACKAGE)" in said and "shop/pyproject.toml (dependencies)" in said
    assert "/opt/tool/docs/authoring.md" in Path("shop/README.md").read_text(encoding="utf-8")
    monkeypatch.setattr(workflow, "requirement", lambda version: "glimpse-gitops[sandbox]==1.2.3")
    assert "only this machine" not in init("other").stderr
    assert "in the source of glimpse-gitops." in Path("other/README.md").read_text(encoding="utf-8")
