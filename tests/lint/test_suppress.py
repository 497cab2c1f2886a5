"""Suppressions count where they stand: on a construct, inside it, above it, or inside the expression."""

from __future__ import annotations

import pytest

from glimpse_gitops.files.source_index import build_source_index, comments_of
from glimpse_gitops.lint.runner import lint
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.resource import Bundle
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.model.settings import Settings

from . import sample_project


def rules_found(source: str) -> list[tuple[str, int]]:
    """Rule and line of the findings in a module that defines a group `app`."""
    names: dict[str, object] = {"AlertRule": AlertRule, "RuleGroup": RuleGroup}
    exec(source, names)
    group = names["app"]
    assert isinstance(group, RuleGroup)
    project = sample_project.project(
        settings=Settings("sample", "0" * 16, lint={"enable": ["AL201"]}),
        rule_groups=(Definition(group, Origin("a.py", 1, variable="app")),),
        sources=build_source_index({"a.py": source}),
        comments={"a.py": comments_of(source)},
    )
    return [(finding.rule, finding.origin.line) for finding in lint(project, Bundle())]


ONE = """app = RuleGroup("app", [
    AlertRule("A", "sum(up) == 0", labels={{"severity": "warning"}}, summary="a"),{}
    AlertRule("B", "sum(up) == 0", labels={{"severity": "warning"}}, summary="b"),
])
"""
LONG = """app = RuleGroup("app", [
    AlertRule({}
        "A",
        "sum(up) == 0",{}
        labels={{"severity": "warning"}},{}
        summary="a",
    ),
    AlertRule("B", "sum(up) == 0", labels={{"severity": "warning"}}, summary="b"),
])
"""
COMMENT = "  # glimpse: ignore[AL201] tried"


def test_without_a_comment_both_alerts_are_found() -> None:
    assert rules_found(ONE.format("")) == [("AL201", 2), ("AL201", 3)]


def test_a_comment_at_the_end_of_a_line_counts_for_the_rule_on_it() -> None:
    assert rules_found(ONE.format(COMMENT)) == [("AL201", 3)]


def test_a_comment_above_a_rule_counts_for_it() -> None:
    assert rules_found(ONE.format("\n  " + COMMENT)) == [("AL201", 2)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_comment_inside_a_rule_counts_for_all_of_it(place: int) -> None:
    comments = ["", "", ""]
    comments[place] = COMMENT
    assert rules_found(LONG.format(*comments)) == [("AL201", 8)]


def test_a_comment_above_the_group_counts_for_all_of_its_rules() -> None:
    assert rules_found(COMMENT.strip() + "\n" + ONE.format("")) == []


def test_a_comment_above_another_comment_counts_for_what_follows_both() -> None:
    assert rules_found(COMMENT.strip() + "\n# more\n" + ONE.format("")) == []


def test_a_comment_in_the_expression_counts_for_its_query_only() -> None:
    source = """app = RuleGroup("app", [
    AlertRule("A", \"\"\"
        sum(up{rack="1"})  # glimpse: ignore[PQ116] relabelled
        == 0\"\"\", "5m", {"severity": "warning"}, "a"),
    AlertRule("B", 'sum(up{rack="1"}) == 0', "5m", {"severity": "warning"}, "b"),
])
"""
    assert rules_found(source) == [("PQ116", 5)]


def test_a_comment_that_is_not_needed_is_found_itself() -> None:
    assert ("SP701", 2) in rules_found(ONE.format(COMMENT.replace("AL201", "AL201, AL203")))


def test_beside_an_error_no_comment_is_called_unneeded() -> None:
    source = ONE.format("  # glimpse: ignore[AL201, CD402] tried").replace("sum(up)", "sum(upp)", 1)
    assert rules_found(source) == [("XF601", 2), ("AL201", 3)]
