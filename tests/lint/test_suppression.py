"""The forms of a suppression, and how long it counts."""

from __future__ import annotations

from datetime import date

import pytest

from glimpse_gitops.lint.runner import lint
from glimpse_gitops.lint.subjects import EVERY
from glimpse_gitops.lint.suppression import Files, Lines, Suppression, read_comment
from glimpse_gitops.model.ignored import IgnoredFiles
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.resource import Bundle
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.model.settings import Settings

from . import sample_project

AT = Origin("a.yml", 3)
REACH = Lines("a.yml", 3, 3)


def read(comment: str) -> Suppression:
    """The suppression in a comment."""
    found = read_comment(comment, AT, REACH)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("comment", "ids", "until", "reason"),
    [
        ("# glimpse: ignore[PQ116] relabelled", ("PQ116",), "", "relabelled"),
        ("#glimpse:ignore[PQ116,PQ117]relabelled", ("PQ116", "PQ117"), "", "relabelled"),
        ("# glimpse: ignore[unknown-label] x", ("PQ116",), "", "x"),
        ("# glimpse: ignore[PQ116] until=2027-01-31 x", ("PQ116",), "2027-01-31", "x"),
        ("# glimpse: ignore[PQ116] ignore-until=2027-01-31 x", ("PQ116",), "2027-01-31", "x"),
        ("# glimpse: ignore-until=2027-01-31[PQ116] x", ("PQ116",), "2027-01-31", "x"),
        ("# glimpse: ignore-until=2027-01-31 [PQ116] x", ("PQ116",), "2027-01-31", "x"),
        ("# glimpse: ignore[PQ116]", ("PQ116",), "", ""),
        ("# glimpse: ignore", (), "", ""),
        ("# glimpse: ignore[]", (), "", ""),
    ],
)
def test_a_comment_says_which_rules_why_and_until_when(
    comment: str, ids: tuple[str, ...], until: str, reason: str
) -> None:
    found = read(comment)
    assert (found.ids, found.until, found.reason, found.reach) == (ids, until, reason, REACH)


@pytest.mark.parametrize("comment", ["# glimpse: ignored by all", "# we ignore[PQ116] it", "# glimpse is a word"])
def test_prose_is_no_suppression(comment: str) -> None:
    assert read_comment(comment, AT, REACH) is None


def test_a_comment_can_cover_the_whole_file() -> None:
    assert read("# glimpse: ignore-file[PQ116] x").reach == Files(("a.yml",))
    assert read("# glimpse: ignore-file vendored").ids == (EVERY,)


@pytest.mark.parametrize(
    ("until", "today", "expired"),
    [
        ("2027-01-31", date(2027, 1, 31), False),
        ("2027-01-31", date(2027, 2, 1), True),
        ("2027-01-31", None, False),
        ("2027-02-30", None, True),
        ("soon", None, True),
        ("", date(2999, 1, 1), False),
    ],
)
def test_a_suppression_counts_through_its_last_day(until: str, today: date | None, expired: bool) -> None:
    assert Suppression("", AT, ("PQ116",), "x", REACH, until).is_expired(today) is expired


GROUP = RuleGroup("g", [AlertRule("A", "sum(http_requests_active) > 1", labels={"severity": "warning"}, summary="a")])


def rules_found(group: RuleGroup, **more: object) -> list[str]:
    """The rules that find something in a group that a module defines."""
    settings = Settings("sample", "0" * 16, lint={"enable": ["AL201"]})
    project = sample_project.project(rule_groups=(Definition(group, sample_project.HOME),), settings=settings)
    return [finding.rule for finding in lint(project, Bundle(), **more)]  # type: ignore[arg-type]


def test_an_object_can_say_what_is_ignored_in_it() -> None:
    assert rules_found(GROUP) == ["AL201"]
    (rule,) = GROUP.rules
    assert isinstance(rule, AlertRule)
    given = {"name": "A", "expr": rule.expr, "labels": {"severity": "warning"}, "summary": "a"}
    told = AlertRule(**given, lint_ignore={"AL201": "one sample is enough"})  # type: ignore[arg-type]
    assert rules_found(RuleGroup("g", [told])) == []
    assert rules_found(RuleGroup("g", [rule], lint_ignore={"missing-for": "a smoke test"})) == []


def test_what_an_object_ignores_without_need_or_reason_is_found() -> None:
    group = RuleGroup("g", GROUP.rules, lint_ignore={"AL201": "", "PQ116": "nothing", "PQ9": "unknown"})
    assert sorted(rules_found(group)) == ["SP701", "SP703", "SP704"]


def test_a_locked_rule_is_told_whatever_a_comment_says() -> None:
    group = RuleGroup("g", GROUP.rules, lint_ignore={"AL201": "please"})
    assert sorted(rules_found(group, choices=LintChoices(locked=("AL201",)))) == ["AL201", "SP701"]


def test_a_file_beside_says_what_is_ignored_in_files_without_comments() -> None:
    dashboard = {"uid": "not a uid", "title": "A", "panels": []}
    assert [one.rule for one in sample_project.in_dashboard(dashboard)] == ["DB301"]
    for ignored, left in (
        (IgnoredFiles(("DB301",), ("*.py",), AT, reason="x"), []),
        (IgnoredFiles(("DB301",), ("*.py",), AT, ("A",), "x"), []),
        (IgnoredFiles(("DB301",), ("*.py",), AT, ("other",), "x"), ["DB301", "SP701"]),
        (IgnoredFiles(("DB301",), ("*.json",), AT, reason="x"), ["DB301"]),
        (IgnoredFiles(("DB301",), ("*.py",), AT, reason="x", until="2026-11-22"), ["DB301", "SP702"]),
    ):
        found = sample_project.in_dashboard(dashboard, ignored=(ignored,))
        assert sorted(one.rule for one in found) == left, ignored
