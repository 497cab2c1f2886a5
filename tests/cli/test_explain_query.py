"""`glimpse-gitops explain-query` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import cli


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory without a project around it."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("nowhere")
def test_an_expression_is_drawn_outside_of_any_project() -> None:
    done = CliRunner().invoke(cli, ["explain-query", "sum(up)"], standalone_mode=False)
    assert done.return_value == 0
    assert "└─ up" in done.output


@pytest.mark.usefixtures("nowhere")
def test_a_dash_reads_the_expression_from_stdin() -> None:
    done = CliRunner().invoke(cli, ["explain-query", "-o", "json", "-"], input="sum(\n  up\n)\n", standalone_mode=False)
    assert json.loads(done.output)["expression"] == "sum(\n  up\n)"


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("output", ["text", "json"])
def test_an_invalid_expression_exits_with_1(output: str) -> None:
    done = CliRunner().invoke(cli, ["explain-query", "-o", output, "sum("], standalone_mode=False)
    assert done.return_value == 1
    assert 'close the \\"(\\"' in done.output or 'close the "("' in done.output
