"""Findings as Markdown, for a comment on a pull request or the summary of a job."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.finding import Finding, Severity
from ..model.origin import Origin
from .alike import alike
from .count import counted
from .findings_report import FindingsReport
from .summary import summary_of

_HEADINGS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Notes"}

_LINES = 20
"""So many lines of one fault are named: the rest is found on the way, and a comment on a pull request has a limit."""


def render(report: FindingsReport, *, color: bool = False) -> str:
    """A heading with the summary, then one table a severity, the worst first."""
    parts = [f"## glimpse-gitops lint: {summary_of(report.findings)}\n"]
    for severity, heading in _HEADINGS.items():
        if found := [one for one in report.findings if one.severity is severity]:
            parts.append(f"### {heading}\n\n{_table(found)}")
    if report.left_out:
        parts.append(f"{report.left_out} more are not shown.\n")
    return "\n".join(parts)


def _table(found: Sequence[Finding]) -> str:
    rows = ["| place | rule | finding |", "| --- | --- | --- |"]
    for one, others in alike(found):
        rows.append(f"| {_code(one.origin)} | {one.rule} {one.name} | {_told(one)}{_also(others)} |")
    return "\n".join(rows) + "\n"


def _code(origin: Origin) -> str:
    """A place as code, in a fence that its own backticks do not end; a pipe ends a cell even there."""
    text = " ".join(str(origin).split()).replace("|", "\\|")
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if len(fence) > 1 else f"`{text}`"


def _told(finding: Finding) -> str:
    told = _cell(finding.message)
    if finding.object:
        told += f"<br>in {_cell(finding.object)}"
    return told + (f"<br>*{_cell(finding.hint)}*" if finding.hint else "")


def _also(others: Sequence[Finding]) -> str:
    """How often the file has the same again, and in which lines."""
    if not others:
        return ""
    lines = sorted({one.origin.line for one in others if one.origin.line})
    where = f", line{'s' if lines[1:] else ''} {', '.join(map(str, lines[:_LINES]))}" if lines else ""
    where += ", …" if lines[_LINES:] else ""
    return f"<br>and {counted(len(others), 'time')} more in this file{where}"


def _cell(text: str) -> str:
    """Text in a cell: no line break, and nothing that Markdown or HTML would take as its own."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{one}" if one in "\\|*_`[]~" else one for one in text)
