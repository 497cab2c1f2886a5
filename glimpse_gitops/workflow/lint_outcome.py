"""What is told of a lint report: only changed lines, without what the baseline has, and not too much at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.lint_baseline import read_baseline, write_baseline
from ..lint.baseline import Held, entries_of, held_against
from ..lint.fingerprint import numbered
from ..lint.limits import limits_of
from ..model.baseline import BaselineEntry
from ..model.finding import Finding, Severity
from .lint import LintReport

if TYPE_CHECKING:
    from ..files.git_changes import Lines


@dataclass(frozen=True)
class LintFilters:
    """Which findings of a run count."""

    changed_since: str = ""
    """A commit: only what touches lines that differ from it."""
    baseline: Path | None = None
    fail_on: Severity | None = None
    """None: what the settings say."""
    max_findings: int | None = None
    """How many are told at most; None: what the settings say."""


@dataclass(frozen=True)
class LintOutcome:
    """The findings that are told, and what became of the others."""

    findings: tuple[Finding, ...]
    all: tuple[Finding, ...]
    """Those, and the ones that are not told because there are too many."""
    known: int
    """Silenced by the baseline."""
    stale: tuple[BaselineEntry, ...]
    fail_on: Severity

    @property
    def left_out(self) -> int:
        """Findings that are not told because there are too many."""
        return len(self.all) - len(self.findings)

    @property
    def fails(self) -> bool:
        """Whether one of them, told or not, is as bad as the call fails on."""
        return any(finding.severity >= self.fail_on for finding in self.all)


def outcome_of(report: LintReport, filters: LintFilters) -> LintOutcome:
    """Hold the findings of a report against the filters."""
    limits = limits_of(report.settings)
    told = report.findings
    if filters.changed_since:
        from ..files.git_changes import changed_since

        changes = changed_since(filters.changed_since, report.base)
        told = tuple(one for one in told if one.rule in _OF_THE_CHANGE or _is_touched(one, changes))
    baseline = filters.baseline or (report.base / limits.baseline if limits.baseline else None)
    entries = read_baseline(baseline) if baseline else ()
    held = held_against(told, entries, report.selection, report.places) if entries else Held(told)
    stale = () if filters.changed_since else held.stale
    new = tuple(numbered(replace(one, fingerprint=one.fingerprint.partition("-")[0]) for one in held.new))
    most = limits.max_findings if filters.max_findings is None else filters.max_findings
    fail_on = filters.fail_on or limits.fail_on
    shown = new if most is None else _worst(new, most)
    return LintOutcome(shown, new, held.known, stale, fail_on)


_OF_THE_CHANGE = frozenset({"XF609"})
"""Rules that tell what a change does to lines that it does not touch."""


def accept(findings: Sequence[Finding], path: Path) -> int:
    """Write the baseline that silences all of these; returns how many they are."""
    write_baseline(path, entries_of(findings))
    return len(findings)


def _worst(findings: tuple[Finding, ...], most: int) -> tuple[Finding, ...]:
    """The worst ones, in the order of their places."""
    kept = sorted(range(len(findings)), key=lambda index: -findings[index].severity)[:most]
    return tuple(findings[index] for index in sorted(kept))


def _is_touched(finding: Finding, changes: Mapping[str, Lines]) -> bool:
    """Whether the finding or the construct that it is about lies on lines that have changed."""
    return any(
        first <= max(place.line, place.end_line) and place.line <= last
        for place in (finding.origin, finding.home or finding.origin)
        for first, last in changes.get(place.path, ())
    )
