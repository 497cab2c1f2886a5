"""`glimpse-gitops rules` lists, `glimpse-gitops explain` teaches."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import UsageError
from glimpse_gitops.lint.rule_table import RULES


def run(*arguments: str) -> Result:
    """A command; errors are raised."""
    return CliRunner().invoke(cli, [*arguments], standalone_mode=False)


def listed(*arguments: str) -> set[str]:
    """The ids that `rules` lists."""
    result = run("rules", *arguments)
    assert result.exception is None
    return {line.split()[0] for line in result.stdout.splitlines()}


def test_all_rules_are_listed_in_the_order_of_their_ids() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(rule.id for rule in RULES)


def test_the_list_can_be_narrowed() -> None:
    assert listed("PQ119,missing-for") == {"PQ119", "AL201"}
    assert listed("SP", "--severity", "error") == {"SP705"}
    assert listed("--profile", "minimal") == {rule.id for rule in RULES if rule.profile == "minimal"}


def test_programs_get_the_list_as_json() -> None:
    document = json.loads(run("rules", "PQ119", "-o", "json").stdout)
    assert document["version"] == 1
    (rule,) = document["rules"]
    assert (rule["id"], rule["name"], rule["severity"]) == ("PQ119", "regex-in-equality", "warning")


@pytest.mark.parametrize("word", ["PQ119", "pq119", "regex-in-equality"])
def test_a_rule_is_explained_by_id_or_name(word: str) -> None:
    shown = run("explain", word).stdout
    assert shown.startswith("PQ119 regex-in-equality\n")
    headings = ("What it does", "Why is this bad?", "Example", "Use instead", "Options", "References")
    assert [line for line in shown.splitlines() if line in headings] == list(headings)
    assert '    sum(rate(http_requests_total{route=~"/users/.*"}[5m]))' in shown


def test_options_are_explained_with_their_defaults() -> None:
    assert "    limit = 1000" in run("explain", "CD402").stdout
    document = json.loads(run("explain", "CD402", "-o", "json").stdout)
    assert document["options"]["limit"] == {"type": "int", "default": 1000}
    assert run("explain", "CD402", "-o", "markdown").stdout.startswith("# CD402 alert-instances\n")


@pytest.mark.parametrize(
    ("word", "hint"),
    [("PQ11x", 'did you mean "PQ11'), ("regex-in-equalty", '"regex-in-equality"'), ("zzz", "`glimpse-gitops rules`")],
)
def test_a_word_that_names_no_rule_gets_the_nearest_one(word: str, hint: str) -> None:
    refused = run("explain", word).exception
    assert isinstance(refused, UsageError)
    assert refused.message == f'"{word}" is no rule' and hint in refused.hint


def test_a_family_is_no_rule_to_explain() -> None:
    refused = run("explain", "SP").exception
    assert isinstance(refused, UsageError) and "name one of them" in refused.hint
