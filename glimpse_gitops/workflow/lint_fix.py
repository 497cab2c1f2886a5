"""`lint --fix`: make the fixes, lint again, and take back what did not help."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import GlimpseError, ProjectError
from ..files.fixes import FixableFile
from ..files.writer import write_artifacts
from ..model.artifact import Artifact
from ..model.finding import Finding
from ..model.fix import Fix, Spelling
from ..model.lint_choices import LintChoices
from .lint import LintReport, lint
from .lint_outcome import LintFilters, outcome_of

_ROUNDS = 8
"""Fixes that overlap are made one after the other, each after the files were linted again."""


@dataclass(frozen=True)
class FixReport:
    """What was fixed."""

    diff: str
    """All changes of the first round as a unified diff."""
    told: tuple[str, ...]
    """What was done, in sentences."""
    report: LintReport
    """What the linter says of the files as they are now."""


@dataclass(frozen=True)
class _Round:
    """The files of one go: path → text before and after, and how many fixes were made."""

    texts: Mapping[Path, tuple[str, str]]
    made: int


def fix(
    root: Path | None,
    paths: Sequence[Path],
    choices: LintChoices,
    filters: LintFilters,
    *,
    unsafe: bool,
    write: bool,
) -> FixReport:
    """Fix what can be fixed. Without `write` only the diff is made.

    After each round everything is linted again. A round after which a finding is there that was not, or the project no
    longer loads, is taken back, and made again without the files where that was.
    """
    report = lint(root, paths, choices)
    diff, told, made = "", [], 0
    refused: set[Path] = set()
    changed: set[Path] = set()
    for _ in range(_ROUNDS if write else 1):
        outcome = outcome_of(report, replace(filters, max_findings=None))
        one = _round(outcome.all, report.base, refused, unsafe=unsafe)
        diff = diff or _diff(one.texts, report.base)
        if not one.made or not write:
            break
        _write({path: after for path, (_, after) in one.texts.items()})
        after = _linted(root, paths, choices)
        if after is not None and not (new := _new(report.findings, after.findings)):
            made += one.made
            changed |= set(one.texts)
            report = after
            continue
        # Only the files with new findings are given up, unless nothing could be linted any more.
        worse = {report.base / path for path in new} & set(one.texts) if after is not None else set()
        given_up = worse or set(one.texts)
        _write({path: before for path, (before, _) in one.texts.items()})
        refused |= given_up
        names = ", ".join(sorted(path.name for path in given_up))
        told.append(f"fixes in {names} were taken back: the linter found something new after them")
    if write:
        told.append(f"{made} {'finding' if made == 1 else 'findings'} fixed")
        if any(path.suffix == ".py" for path in changed):
            told.append("run `glimpse-gitops build`: files are made from what was changed")
    return FixReport(diff, tuple(told), report)


def with_spellings(findings: Iterable[Finding], base: Path) -> tuple[Finding, ...]:
    """Findings whose fixes are spelt as the files spell them; a fix that cannot be made is left out."""
    findings = tuple(findings)
    files: dict[str, FixableFile | None] = {}
    fixes = [None if one.fix is None else _spelt(one.fix, base, files) for one in findings]
    sound: set[tuple[Spelling, ...]] = set()
    for path, file in files.items():
        own = [one for one in fixes if one is not None and one.spellings[0].origin.path == path]
        if file is not None:
            # Most are proven together; what overlaps another one is proven alone.
            fixed = file.fixed(own)
            sound |= {one.spellings for one in (*fixed.made, *filter(file.is_sound, fixed.left))}
    told = zip(findings, fixes, strict=True)
    return tuple(replace(one, fix=fix if fix and fix.spellings in sound else None) for one, fix in told)


def _spelt(fix: Fix, base: Path, files: dict[str, FixableFile | None]) -> Fix | None:
    paths = {edit.origin.path for edit in fix.edits}
    if len(paths) != 1:
        return None
    (path,) = paths
    if path not in files:
        files[path] = _read(base, path)
    file = files[path]
    return None if file is None else file.spelt(fix)


def _read(base: Path, path: str) -> FixableFile | None:
    try:
        # Line breaks stay as they are.
        return FixableFile(path, (base / path).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _round(findings: Iterable[Finding], base: Path, refused: Collection[Path], *, unsafe: bool) -> _Round:
    """Make every fix that does not overlap another one, but in files whose fixes were taken back."""
    files: dict[str, FixableFile | None] = {}
    wanted: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        spelt = _spelt(finding.fix, base, files)
        if spelt is not None and base / spelt.spellings[0].origin.path not in refused:
            wanted.setdefault(spelt.spellings[0].origin.path, []).append(spelt)
    texts: dict[Path, tuple[str, str]] = {}
    made = 0
    for path, fixes in wanted.items():
        file = files[path]
        if file is None:
            continue
        fixed = file.fixed(fixes)
        if fixed.made:
            texts[base / path] = (file.raw.text, fixed.text)
            made += len(fixed.made)
    return _Round(texts, made)


def _linted(root: Path | None, paths: Sequence[Path], choices: LintChoices) -> LintReport | None:
    try:
        return lint(root, paths, choices)
    except GlimpseError:
        return None


def _new(before: Iterable[Finding], after: Iterable[Finding]) -> set[str]:
    """The paths where a rule finds more than it did. Objects are not compared: what is told once may be of several."""
    old, new = (Counter((one.rule, one.origin.path) for one in some) for some in (before, after))
    return {path for _, path in new - old}


def _write(texts: Mapping[Path, str]) -> None:
    """Write files behind any links, with the permissions that they have."""
    for path, text in texts.items():
        file = path.resolve()
        try:
            mode = file.stat().st_mode
            write_artifacts([Artifact(file.name, text)], file.parent)
            file.chmod(mode)
        except OSError as error:
            raise ProjectError(f"{path} cannot be written: {error.strerror}", "check its permissions") from None


def _diff(texts: Mapping[Path, tuple[str, str]], base: Path) -> str:
    told = []
    for path, (before, after) in sorted(texts.items()):
        name = path.relative_to(base) if path.is_relative_to(base) else path
        lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
        told += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(told)


def _lines(text: str) -> list[str]:
    """By line feeds only: a form feed or U+2028 ends no line of a file."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])
