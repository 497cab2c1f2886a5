"""Every rule has its page, its cases, its row and a docstring whose examples do what it says."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.lint.options import options_of
from glimpse_gitops.lint.pages import HEADINGS, examples_of, file_name, index_of, page_of, sections_of
from glimpse_gitops.lint.rule import Rule
from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.lint.subjects import ExpressionSubject

from ..lint import sample_project

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "rules"
CASES = ROOT / "tests" / "lint" / "cases"
FILES = {path.stem for path in (ROOT / "glimpse_gitops" / "lint" / "rules").glob("*.py")} - {"__init__"}

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_every_rule_file_has_its_row_in_the_table() -> None:
    assert {type(rule).__module__.rpartition(".")[2] for rule in RULES} == FILES


def test_ids_and_names_are_given_once() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@EVERY_RULE
def test_a_rule_is_named_after_its_file(rule: Rule[Any]) -> None:
    stem = type(rule).__module__.rpartition(".")[2]
    assert rule.name == stem.replace("_", "-")
    assert type(rule).__name__.lower().rstrip("s") == stem.replace("_", "").rstrip("s")


@EVERY_RULE
def test_a_docstring_has_its_headings_in_their_order(rule: Rule[Any]) -> None:
    found = list(sections_of(rule))
    assert found == [heading for heading in HEADINGS if heading in found]
    assert set(HEADINGS[:2]) <= set(found)


@EVERY_RULE
def test_every_option_is_named_in_the_docstring_and_has_a_type_that_toml_has(rule: Rule[Any]) -> None:
    told = re.findall(r"^\* `(\w+)`: .+", sections_of(rule).get("Options", ""), re.MULTILINE)
    assert told == [option.name for option in options_of(rule)]
    assert all(option.takes(option.default) for option in options_of(rule))


@EVERY_RULE
def test_the_page_is_what_the_docstring_says(rule: Rule[Any]) -> None:
    page = PAGES / file_name(rule)
    assert page.read_text(encoding="utf-8") == page_of(rule), "run: python tests/house/write_rule_pages.py"


@EVERY_RULE
def test_a_page_has_all_of_its_parts(rule: Rule[Any]) -> None:
    headings = re.findall(r"^## (.+)$", page_of(rule), re.MULTILINE)
    expected = [one for one in HEADINGS if examples_of(rule, "Example") or one not in ("Example", "Use instead")]
    assert headings == expected


def test_there_is_no_page_without_a_rule() -> None:
    assert {page.name for page in PAGES.glob("*.md")} == {"README.md", *map(file_name, RULES)}
    assert (PAGES / "README.md").read_text(encoding="utf-8") == index_of(RULES)


def test_every_rule_has_its_cases_and_no_case_file_is_left_over() -> None:
    assert {path.stem for path in CASES.glob("*.yml")} == {rule.id for rule in RULES}


@EVERY_RULE
def test_the_example_raises_exactly_this_rule_and_the_better_one_nothing(rule: Rule[Any]) -> None:
    bad, good = examples_of(rule, "Example"), examples_of(rule, "Use instead")
    if rule.id == "PQ003":
        assert not bad, "an example would be a mistake in one of the parsers"
        return
    rules = _with(rule)
    assert len(bad) == len(good) == 1
    assert {finding.rule for finding in sample_project.findings_in(*bad[0], rules=rules)} == {rule.id}
    assert not sample_project.findings_in(*good[0], rules=rules)


def _with(rule: Rule[Any]) -> tuple[Rule[Any], ...]:
    """The rules of the default profile and this one."""
    return tuple(one for one in RULES if one is rule or (one.profile != "strict" and not one.online))


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.subject is ExpressionSubject], ids=lambda rule: rule.id
)
def test_a_rule_of_expressions_goes_by_nothing_but_the_analysis(rule: Rule[Any]) -> None:
    tree = ast.parse(inspect.getsource(sys.modules[type(rule).__module__]))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    named = [
        (function, argument.arg)
        for function in functions
        for argument in function.args.args
        if argument.annotation is not None and ast.unparse(argument.annotation) == "ExpressionSubject"
    ]
    assert named
    for function, name in named:
        used = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
        parts = [node for node in ast.walk(function) if isinstance(node, ast.Attribute) and node.value in used]
        assert {node.attr for node in parts} == {"analysis"}
        assert len(parts) == len(used)
