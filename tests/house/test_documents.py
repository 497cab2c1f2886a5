"""What the documents promise is true."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from glimpse_gitops.cli.main import COMMANDS, cli

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md")]


def test_every_command_that_a_document_shows_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for page in PAGES:
        blocks = re.findall(r"```(?:console|sh|bash)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
        for line in lines:
            if made := re.match(r"make ([a-z-]+)", line):
                assert made[1] in targets, f"{page.name}: {line}"
            if called := re.match(r"(?:\S*/)?glimpse-gitops(?: -\S+)* ([a-z][a-z-]*)", line):
                assert called[1] in COMMANDS, f"{page.name}: {line}"


def test_every_option_that_the_readme_shows_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command, option in re.findall(r"glimpse-gitops ([a-z-]+)[^\n`]*? (--[a-z-]+)", text):
        shown = CliRunner().invoke(cli, [command, "--help"]).output
        assert option in shown, f"{command} {option}"


def test_every_file_that_a_document_links_to_exists() -> None:
    for page in {*PAGES, *(ROOT / "docs").rglob("*.md")}:
        prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", re.sub(r"`[^`\n]+`", "", prose)):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_ci_runs_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
