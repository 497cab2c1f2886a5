"""Findings as text for people: place, rule, message, the line at fault with a caret under the token, and a hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.finding import Finding, Severity
from .excerpt import marked_line, marked_text, painted
from .summary import summary_of

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(findings: Sequence[Finding], texts: Mapping[str, str] | None = None, *, color: bool = False) -> str:
    """The report. `texts` is path → text of the files, so that their lines can be shown."""
    blocks = [_block(finding, texts or {}, color) for finding in findings]
    return "\n".join([*blocks, summary_of(findings)]) + "\n"


def _block(finding: Finding, texts: Mapping[str, str], color: bool) -> str:
    origin = finding.origin
    place = ":".join([origin.path, *(str(number) for number in (origin.line, origin.column) if number)])
    word = painted(finding.severity.word, _COLORS[finding.severity], color)
    lines = [f"{painted(place, '1', color)}: {word} {finding.rule} {finding.name}: {finding.message}"]
    lines += _excerpt(finding, texts, color)
    if finding.object:
        lines.append(f"  in {finding.object}")
    if finding.hint:
        lines.append(f"  hint: {finding.hint}")
    return "\n".join(lines) + "\n"


def _excerpt(finding: Finding, texts: Mapping[str, str], color: bool) -> list[str]:
    """The line of the file where the place is exact, else the line of the expression."""
    origin = finding.origin
    code = _COLORS[finding.severity]
    lines = texts.get(origin.path, "").split("\n")
    if origin.exact and origin.column and 0 < origin.line <= len(lines):
        line, number = lines[origin.line - 1], str(origin.line)
        end = origin.end_column if origin.end_line == origin.line else 0
        return marked_line(line, origin.column - 1, end - 1, number=number, code=code, color=color)
    if finding.span is None:
        return []
    return marked_text(finding.excerpt, *finding.span, code=code, color=color)
