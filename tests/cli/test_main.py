"""The command line itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import COMMANDS, cli

HEAVY = ("grafanalib", "grafana_client", "niquests", "promql_parser", "yaml", "flask", "werkzeug")


def loaded_by(*arguments: str) -> set[str]:
    """The heavy packages that a call has imported."""
    code = (
        "import sys\nfrom glimpse_gitops.cli.main import cli\n"
        f"cli.main({list(arguments)!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ast.literal_eval(done.stderr.splitlines()[-1]))


def test_help_imports_no_command_and_no_library() -> None:
    assert loaded_by("--help") == set()


def test_build_and_lint_do_without_the_http_client() -> None:
    root = str(Path(__file__).parents[2])
    assert loaded_by("build", "--check", "-C", root) & {"grafana_client", "niquests", "flask"} == set()
    assert loaded_by("lint", "-C", root) & {"grafana_client", "niquests", "flask"} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 5


def test_help_names_every_command() -> None:
    output = CliRunner().invoke(cli, ["--help"]).output
    assert all(f"  {name} " in output for name in COMMANDS)
