"""A baseline silences what was there, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from glimpse_gitops.lint.baseline import entries_of, held_against
from glimpse_gitops.lint.config import LintConfig
from glimpse_gitops.lint.fingerprint import fingerprint_of, numbered
from glimpse_gitops.lint.selection import selection_of
from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.model.origin import Origin


def finding(line: int, expr: str = "rate(a[1m])", rule: str = "PQ105", path: str = "a.yml") -> Finding:
    """A finding in a rule."""
    found = Finding(
        rule, "x", Severity.WARNING, "m", Origin(path, line), f"alert rule A{line // 100}", "", expr, (0, 4)
    )
    return replace(found, fingerprint=fingerprint_of(found))


ALL = selection_of(LintConfig())


def test_what_was_accepted_is_not_told_again_wherever_it_stands_now() -> None:
    baseline = entries_of(numbered([finding(1), finding(2)]))
    moved = [finding(70, "rate( a[60s] )"), finding(71)]
    held = held_against(moved, baseline, ALL)
    assert (held.new, held.known, held.stale) == ((), 2, ())


def test_one_more_of_the_same_kind_is_told() -> None:
    baseline = entries_of(numbered([finding(1)]))
    held = held_against([finding(1), finding(2)], baseline, ALL)
    assert (len(held.new), held.known) == (1, 1)


def test_an_entry_whose_finding_is_gone_is_stale() -> None:
    baseline = entries_of(numbered([finding(1), finding(100)]))
    held = held_against([finding(1)], baseline, ALL)
    assert [entry.object for entry in held.stale] == ["alert rule A1"]


def test_of_what_was_not_looked_at_nobody_says_that_it_is_stale() -> None:
    baseline = entries_of([finding(1)])
    assert not held_against([], baseline, ALL, ["b"]).stale
    assert not held_against([], baseline, selection_of(LintConfig(), LintChoices(select=("PQ001",)))).stale
    assert held_against([], baseline, ALL, ["a.yml"]).stale


def test_a_locked_rule_is_told_even_so() -> None:
    locked = selection_of(LintConfig(locked=("PQ105",)))
    assert held_against([finding(1)], entries_of([finding(1)]), locked).new
