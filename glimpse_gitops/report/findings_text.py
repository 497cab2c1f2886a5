"""Findings as text for people: place, rule, message, the line at fault with a caret under the token, and a hint."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.finding import Finding, Severity
from ..model.origin import Origin
from .alike import alike, place_beside
from .count import counted
from .excerpt import marked_line, marked_text, painted, shown
from .findings_report import FindingsReport
from .rule_counts import rule_counts
from .summary import summary_of

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: FindingsReport, *, color: bool = False) -> str:
    """The report."""
    paths = {one.origin.path for one in report.findings}
    lines = {path: text.split("\n") for path, text in report.texts.items() if path in paths}
    blocks = [
        _block(first, others, lines.get(first.origin.path, []), color) for first, others in alike(report.findings)
    ]
    summary = summary_of(report.findings)
    if report.left_out:
        summary += f"; {report.left_out} more are not shown (--max-findings)"
    unknown = [f"not checked: {one.reason} ({', '.join(one.rules)})" for one in report.not_checked or ()]
    return "\n".join([*blocks, *unknown, *rule_counts(report.findings), summary]) + "\n"


def _block(finding: Finding, others: Sequence[Finding], source: Sequence[str], color: bool) -> str:
    origin = finding.origin
    place = _place(origin)
    word = painted(finding.severity.word, _COLORS[finding.severity], color)
    lines = [f"{painted(place, '1', color)}: {word} {finding.rule} {finding.name}: {shown(finding.message)}"]
    lines += _excerpt(finding, source, color)
    if finding.object:
        lines.append(f"  in {shown(finding.object)}")
    if finding.span is not None and not origin.exact:
        lines.append("  the text is put together in a way that cannot be followed: this is the construct around it")
    if finding.hint:
        lines.append(f"  hint: {shown(finding.hint)}")
    if finding.fix is not None and all(edit.origin.exact for edit in finding.fix.edits):
        lines.append(f"  fix: {finding.fix.says} ({'--fix' if finding.fix.safe else '--fix --unsafe'})")
    if others:
        lines.append(f"  the same at {counted(len(others), 'more place')}:")
        lines += [f"    {_place(one.origin)}{_beside(one, finding)}" for one in others]
    return "\n".join(lines) + "\n"


def _place(origin: Origin) -> str:
    return ":".join([shown(origin.path), *(str(number) for number in (origin.line, origin.column) if number)])


def _beside(other: Finding, first: Finding) -> str:
    beside = place_beside(other, first)
    return f": {shown(beside)}" if beside else ""


def _excerpt(finding: Finding, source: Sequence[str], color: bool) -> list[str]:
    """The line of the file where the place is exact, else the line of the expression."""
    origin = finding.origin
    code = _COLORS[finding.severity]
    if origin.exact and origin.column and 0 < origin.line <= len(source):
        line, number = source[origin.line - 1], str(origin.line)
        end = origin.end_column if origin.end_line == origin.line else 0
        return marked_line(line, origin.column - 1, end - 1, number=number, code=code, color=color)
    if finding.span is None:
        return []
    return marked_text(finding.excerpt, *finding.span, code=code, color=color)
