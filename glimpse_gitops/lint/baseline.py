"""The baseline: findings that were accepted once are not told again, and those that are gone are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.baseline import BaselineEntry
from ..model.finding import Finding

if TYPE_CHECKING:
    from .selection import Selection


@dataclass(frozen=True)
class Held:
    """Findings held against a baseline."""

    new: tuple[Finding, ...]
    known: int = 0
    """How many the baseline silenced."""
    stale: tuple[BaselineEntry, ...] = ()
    """Entries whose finding is gone."""


def held_against(
    findings: Iterable[Finding], baseline: Sequence[BaselineEntry], selection: Selection, paths: Collection[str] = ()
) -> Held:
    """What is new. Findings of locked rules are told even so.

    Of an entry whose rule did not run, or whose file lies outside of the `paths` that were looked at, nobody can say
    that it is stale.
    """
    left = Counter(_plain(entry.fingerprint) for entry in baseline)
    new = []
    known = 0
    for finding in findings:
        key = _plain(finding.fingerprint)
        if finding.rule not in selection.locked and left[key] > 0:
            left[key] -= 1
            known += 1
        else:
            new.append(finding)
    stale = []
    for entry in reversed(baseline):
        if left[_plain(entry.fingerprint)] > 0 and entry.rule in selection.ran and _lies_under(entry.path, paths):
            left[_plain(entry.fingerprint)] -= 1
            stale.append(entry)
    return Held(tuple(new), known, tuple(reversed(stale)))


def entries_of(findings: Iterable[Finding]) -> tuple[BaselineEntry, ...]:
    """The baseline that silences these findings."""
    return tuple(BaselineEntry(one.fingerprint, one.rule, one.origin.path, one.object) for one in findings)


def _plain(fingerprint: str) -> str:
    """Without the number that tells findings that are alike apart: which of them is the first may change."""
    return fingerprint.partition("-")[0]


def _lies_under(path: str, places: Collection[str]) -> bool:
    return not places or any(place in (".", path) or path.startswith(f"{place}/") for place in places)
