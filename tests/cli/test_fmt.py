"""`glimpse-gitops fmt` on the command line."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import UsageError

RULES = "groups:\n- name: a\n  rules:\n  - record: x\n    expr: {}\n"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["fmt", *arguments], input=given, standalone_mode=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yml"
    path.write_text(RULES.format("sum( up )"))
    return path


def test_formatting_says_what_was_done_and_then_has_nothing_to_do(file: Path) -> None:
    done = run(str(file))
    assert (done.return_value, done.output) == (0, f"{file}: 1 of 1 expression formatted\n1 of 1 file formatted\n")
    again = run(str(file), "--check")
    assert (again.return_value, again.output) == (0, "0 of 1 file would be formatted\n")


def test_check_exits_with_1_and_writes_nothing(file: Path) -> None:
    before = file.read_text()
    assert run("--check", str(file)).return_value == 1
    assert file.read_text() == before


def test_diff_shows_the_change_and_nothing_else_on_stdout(file: Path) -> None:
    done = run("--diff", str(file))
    assert done.return_value == 0
    assert done.stdout.startswith("--- a/")
    assert done.stdout.endswith("+    expr: sum(up)\n")


def test_an_expression_that_is_not_valid_exits_with_1(file: Path) -> None:
    file.write_text(RULES.format("sum( up"))
    done = run(str(file))
    assert done.return_value == 1
    assert f"{file}:5: left as it is: the expression is not valid" in done.stderr


def test_what_is_left_is_named_and_does_not_fail(file: Path) -> None:
    file.write_text(RULES.format(">\n      sum( up )"))
    done = run("--check", str(file))
    assert done.return_value == 0
    assert "folded scalar" in done.stderr


def test_a_dash_formats_one_expression_from_stdin() -> None:
    assert run("-", given="sum(up)by(job)\n").stdout == "sum by (job) (up)\n"
    broken = run("-", given="sum(")
    assert (broken.return_value, broken.stdout) == (1, "")


def test_a_dash_and_files_do_not_go_together(file: Path) -> None:
    assert isinstance(run("-", str(file)).exception, click.UsageError)


def test_a_folder_with_nothing_to_format_says_why(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert (done.return_value, done.stdout) == (0, "0 of 0 files formatted\n")
    assert done.stderr == f"there is nothing to format in {tmp_path}: no .yml or .yaml\n"
    for name in ("app.py", "app.yml"):
        (tmp_path / name).write_text("")
    assert "`build` makes app.yml: change the module beside it" in run(str(tmp_path)).stderr


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("sum(up)", "echo 'sum(up)' | glimpse-gitops fmt -"),
        ('up{job="a"}', "glimpse-gitops fmt -"),
        ("rules", "give a file or a folder that exists"),
        ("rules(1.yml", "give a file or a folder that exists"),
    ],
)
def test_an_expression_in_place_of_a_file_is_seen(given: str, hint: str) -> None:
    error = run(given).exception
    assert isinstance(error, UsageError)
    assert hint in error.hint
