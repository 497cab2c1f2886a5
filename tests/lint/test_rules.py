"""The cases of every rule: `cases/<ID>.yml` with what it must find and what it must leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.lint.selection import DEFAULT
from glimpse_gitops.model.finding import Finding
from glimpse_gitops.model.fix import TextEdit, edited

from . import sample_project

CASES = Path(__file__).parent / "cases"


def cases(kind: str) -> list[Any]:
    """Rule id and case of every case of a kind."""
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.yml"))
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))[kind])
    ]


def findings_of(rule_id: str, case: dict[str, Any]) -> tuple[Finding, ...]:
    """The findings in a case, of the default rules and the one that it is about."""
    rules = tuple(rule for rule in RULES if rule in DEFAULT or rule.id == rule_id)
    if "promql" in case:
        return sample_project.in_promql(case["promql"], rules, **case.get("target", {}))
    if "panel" in case:
        return sample_project.in_panel(case["panel"], rules)
    if "dashboard" in case:
        return sample_project.in_dashboard(case["dashboard"], rules)
    if "toml" in case:
        return sample_project.in_toml(case["toml"], rules)
    if "json" in case:
        return sample_project.in_json(case["json"], rules)
    if "python" in case:
        return sample_project.in_python(case["python"], rules)
    if "policy" in case:
        return sample_project.in_python(case["policy"], rules)
    return sample_project.in_yaml(case["yaml"], rules)


def fixed(found: tuple[Finding, ...]) -> str:
    """The text of a query when all of its findings are fixed."""
    edits = [edit for one in found if one.fix for edit in one.fix.edits if isinstance(edit, TextEdit)]
    (value,) = {edit.value for edit in edits}
    return edited(value, edits)


@pytest.mark.parametrize(("rule_id", "case"), cases("bad"))
def test_a_rule_finds_its_fault_and_only_that(rule_id: str, case: dict[str, Any]) -> None:
    found = findings_of(rule_id, case)
    assert {finding.rule for finding in found} == {rule_id}
    if "says" in case:
        assert case["says"] in "\n".join(f"{one.message}; {one.hint}" for one in found)
    if "at" in case:
        assert case["at"] in [one.excerpt[slice(*one.span)] for one in found if one.span is not None]
    if "fixed" in case:
        assert case["fixed"] == fixed(found)
        if "promql" in case:
            assert not findings_of(rule_id, {**case, "promql": case["fixed"]})


@pytest.mark.parametrize(("rule_id", "case"), cases("good"))
def test_a_rule_leaves_alone_what_is_right(rule_id: str, case: dict[str, Any]) -> None:
    assert not findings_of(rule_id, case)
