"""Each rule finds the fault that is planted into valid projects, and nothing in the same projects without it."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.lint.rule import Rule
from glimpse_gitops.lint.rule_table import RULES

from . import sample_project
from .mutations import MUTATIONS
from .mutations.planted import Planted
from .mutations.queries import Queries

VARIANTS = 100

EVERY_RULE = pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id in MUTATIONS], ids=lambda rule: rule.id)


def variants(rule: Rule[Any]) -> list[Planted]:
    """The variants of a rule, the same in every run."""
    return [MUTATIONS[rule.id](Queries(f"{rule.id}-{number}")) for number in range(VARIANTS)]


def finds(rule: Rule[Any], language: str, text: str) -> bool:
    """Whether the rule finds something in the text."""
    return any(finding.rule == rule.id for finding in sample_project.findings_in(language, text, rules=(rule,)))


@EVERY_RULE
def test_a_rule_finds_what_is_planted(rule: Rule[Any]) -> None:
    assert [one.faulty for one in variants(rule) if not finds(rule, one.language, one.faulty)] == []


@EVERY_RULE
def test_a_rule_is_silent_where_nothing_is_planted(rule: Rule[Any]) -> None:
    assert [one.valid for one in variants(rule) if finds(rule, one.language, one.valid)] == []


def test_the_variants_of_a_rule_differ() -> None:
    few = {rule.id: len({one.faulty for one in variants(rule)}) for rule in RULES if rule.id in MUTATIONS}
    assert {id: count for id, count in few.items() if count < VARIANTS // 5} == {}
