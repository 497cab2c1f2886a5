"""Reports of findings on the terminal and in files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from ..errors import GlimpseError, UsageError
from ..files.lint_paths import SOUGHT
from ..lint.fingerprint import numbered
from ..model.finding import Finding, Severity
from ..model.origin import Origin
from ..model.rule_info import RuleInfo
from ..report import FOR_PEOPLE, REPORTERS
from ..report.count import counted
from ..report.findings_report import FindingsReport
from ..workflow.lint import LintReport
from ..workflow.lint_outcome import LintOutcome
from .json_answer import echo_document
from .options import colour, notice

Outputs = Sequence[tuple[str, Path | None]]

_SHOWN = 3
"""Skipped files that are named."""

UNUSABLE = ("SP798", "unusable-project")
"""Id and name of the finding that stands for a project that cannot be loaded."""

_LONGEST = 1000
"""Characters of an error in which its place is looked for."""
_HALF = re.compile("[\ud800-\udfff]")
_PLACE = re.compile(r"(?P<path>[^\s:]+\.(?:py|toml|json|ya?ml))(?::(?P<line>\d+))?")


def tell(report: LintReport, outcome: LintOutcome, outputs: Outputs) -> None:
    """Write every report, then say on stderr what became of the baseline."""
    shown = FindingsReport(
        outcome.findings,
        report.texts,
        _infos(report, outputs),
        outcome.left_out,
        _version(outputs),
        report.not_checked,
    )
    write(shown, outputs)
    if report.skipped:
        holds = "holds" if len(report.skipped) == 1 else "hold"
        notice(f"{counted(len(report.skipped), 'file')} {holds} nothing to lint: {_some(report.skipped)}")
    if report.online is not None:
        from ..workflow.lint_online import told

        notice(told(report.online))
    for path in report.idle:
        notice(f"there is nothing to lint in {path}: no {', '.join(('.py', *SOUGHT))}")
    for finding in report.findings:
        if finding.traceback and is_debugged():
            notice(finding.traceback)
    if outcome.known:
        notice(f"{outcome.known} more {'is' if outcome.known == 1 else 'are'} in the baseline")
    for entry in outcome.stale:
        about = f" in {entry.object}" if entry.object else ""
        notice(f"the baseline is stale: {entry.rule}{about} ({entry.path}) is gone; run --write-baseline again")


def is_debugged() -> bool:
    """Whether the command line was asked to show tracebacks."""
    return bool(click.get_current_context().find_root().params.get("debug"))


def _some(skipped: Sequence[tuple[str, str]]) -> str:
    """The first files that were skipped, each with its reason."""
    told = [f"{path} ({word})" for path, word in skipped[:_SHOWN]]
    return ", ".join([*told, *(["…"] if len(skipped) > _SHOWN else [])])


def write(report: FindingsReport, outputs: Outputs) -> None:
    """Render and write; raises UsageError for a file that cannot be written."""
    for form, file in outputs:
        # A name in a JSON file may have half of a character in it ("\\ud800"), which no file can hold.
        text = _HALF.sub("\ufffd", REPORTERS[form](report, color=file is None and colour()))
        if file is None:
            echo_document(text)
            continue
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror}", "give another file") from None


def tell_failure(error: GlimpseError, outputs: Outputs) -> None:
    """Tell programs, in their reports, that nothing could be linted; people read the error itself."""
    place = _PLACE.search(error.message[:_LONGEST])
    origin = Origin(place["path"], int(place["line"] or 0)) if place else Origin("pyproject.toml")
    finding = Finding(*UNUSABLE, Severity.ERROR, error.message, origin, hint=error.hint)
    report = FindingsReport(numbered([finding]), {}, version=_version(outputs))
    write(report, [one for one in outputs if one[0] not in FOR_PEOPLE])


def _infos(report: LintReport, outputs: Outputs) -> tuple[RuleInfo, ...]:
    """The rules that ran, for the one form that has a place for them: making 150 pages takes a while."""
    if not _is_told(outputs):
        return ()
    from ..lint.pages import info_of

    return tuple(map(info_of, report.selection.rules))


def _version(outputs: Outputs) -> str:
    """Of this tool, for the same form: the metadata of packages takes long to find."""
    if not _is_told(outputs):
        return ""
    from importlib.metadata import version

    return version("glimpse-gitops")


def _is_told(outputs: Outputs) -> bool:
    return any(form == "sarif" for form, _ in outputs)
