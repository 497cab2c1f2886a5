"""What is said about an option that a command does not have."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import COMMANDS, cli
from glimpse_gitops.cli.unknown_option import DRASTIC, ELSEWHERE, SAME


def said(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 2, done.output
    return " ".join(done.output.split())


def options_of(command: str) -> set[str]:
    found = cli.get_command(click.Context(cli), command)
    assert found
    return {name for one in found.params for name in one.opts if name.startswith("-")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["apply", "--dry-run"], "glimpse-gitops plan"),
        (["apply", "-n"], "glimpse-gitops plan"),
        (["plan", "--dry-run"], "plan only reads"),
        (["rollback", "last", "--dry-run"], "asks"),
        (["build", "--dry-run"], "--check"),
        (["fmt", "rules.yml", "--dry-run"], "--diff"),
        (["lint", "--dry-run"], "--diff"),
        (["apply", "-y"], "--yes"),
        (["apply", "--auto-approve"], "--yes"),
        (["apply", "-auto-approve"], "--yes"),
        (["rollback", "last", "--assume-yes"], "--yes"),
        (["plan", "-y"], "never asks"),
        (["apply", "--force"], "--yes"),
        (["apply", "-f"], "--yes"),
        (["apply", "--target", "dashboard.x"], "glimpse-gitops hold"),
        (["plan", "-target=dashboard.x"], "glimpse-gitops hold"),
        (["plan", "--json"], "-o json"),
        (["catalog", "show", "--json"], "-o json"),
        (["lint", "--format", "sarif"], "-o sarif"),
        (["plan", "--token", "x"], "GRAFANA_TOKEN"),
        (["plan", "--password=x"], "GRAFANA_PASSWORD"),
        (["plan", "--insecure"], "--ca-file"),
        (["plan", "--environment", "staging"], "--env"),
        (["plan", "--debug"], "glimpse-gitops --debug plan"),
    ],
)
def test_what_people_type_from_other_tools_is_answered(arguments: list[str], words: str) -> None:
    assert words in said(*arguments)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["plan", "--outptu", "json"], "--output"),
        (["apply", "--brek-lease"], "--break-lease"),
        (["apply", "--prunee"], "--prune"),
        (["apply", "--overwrite-drfit"], "--overwrite-drift"),
        (["lint", "--changed-sinse", "main"], "--changed-since"),
    ],
)
def test_a_misspelt_option_gets_a_suggestion(arguments: list[str], meant: str) -> None:
    assert f'Did you mean "{meant}"?' in said(*arguments)


@pytest.mark.parametrize("typed", ["--run", "--overwrite", "--break", "--purge", "--adapt", "--yep", "--drift"])
def test_no_option_that_deletes_or_overwrites_is_suggested_for_another_word(typed: str) -> None:
    assert not [name for name in DRASTIC if f'"{name}"' in said("apply", typed)]


def test_a_suggestion_never_stands_for_a_value() -> None:
    """What came behind `=` may be a password."""
    assert "CANARY" not in said("plan", "--password=CANARY") + said("plan", "--pasword=CANARY")


@pytest.mark.parametrize("command", sorted({command for advice in ELSEWHERE.values() for command in advice}))
def test_every_option_in_an_answer_is_one(command: str) -> None:
    known = options_of(command) if command in COMMANDS else set()
    for typed, advice in ELSEWHERE.items():
        if command in COMMANDS and command in advice:
            named = {name for name in re.findall(r"(?<!\S)--?[a-z][a-z-]*", advice[command]) if name != "--debug"}
            assert named <= known, typed


def test_every_alias_leads_to_an_answer() -> None:
    assert set(SAME.values()) <= set(ELSEWHERE)
    assert not set(SAME) & set(ELSEWHERE)


def test_every_drastic_option_is_one() -> None:
    assert {name for command in COMMANDS for name in options_of(command)} >= DRASTIC
