"""What rules are silent about for want of a declaration is told to those who ask."""

from __future__ import annotations

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.not_checked import not_checked, not_checked_in_files
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.model.not_checked import NotChecked
from glimpse_gitops.model.project import Definition
from glimpse_gitops.model.resource import Bundle
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup

from . import sample_project


def of_file(expr: str, *select: str) -> tuple[NotChecked, ...]:
    text = f"groups: [{{name: a, rules: [{{record: 'job:a:sum', expr: '{expr}'}}]}}]"
    return not_checked_in_files([foreign_from_bytes("a.yml", text.encode())], choices=LintChoices(select=select))


def of_project(expr: str) -> tuple[NotChecked, ...]:
    group = RuleGroup("a", [AlertRule("A", expr)])
    project = sample_project.project(rule_groups=(Definition(group, sample_project.HOME),))
    return not_checked(project, Bundle())


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("PQ101", "no type for foo_bar"),
        ("PQ103", "no type for foo_bar"),
        ("PQ116", "no labels for foo_bar"),
        ("PQ117", "no labels for foo_bar"),
        ("CD401", "no number of series for foo_bar"),
        ("CD402", "no number of series for foo_bar"),
        ("XF601", "nothing declares foo_bar"),
    ],
)
def test_a_rule_says_what_it_could_not_check_without_a_catalogue(rule: str, reason: str) -> None:
    assert of_file("sum(rate(foo_bar[5m]))", rule) == (NotChecked("foo_bar", reason, (rule,)),)


def test_rules_that_want_the_same_are_told_together_and_a_metric_once() -> None:
    assert of_file("foo_bar / foo_bar", "PQ101", "PQ103") == (
        NotChecked("foo_bar", "no type for foo_bar", ("PQ101", "PQ103")),
    )


def test_rules_that_do_not_run_are_not_told() -> None:
    assert of_file("foo_bar", "PQ001") == ()


def test_what_the_catalogue_declares_is_checked() -> None:
    assert of_project("sum(rate(http_requests_total[5m])) > 1") == ()


def test_a_label_without_a_bound_is_why_series_are_not_counted() -> None:
    assert of_project("sum(sessions) > 1") == (
        NotChecked("sessions", "no number of series for sessions", ("CD401", "CD402", "CD412")),
    )
