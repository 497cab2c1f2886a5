"""Findings as text for people: place, rule, message, the line at fault with a caret under the token, and a hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from ..model.finding import Finding, Severity
from .summary import summary_of

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_WIDEST = 140
"""Columns of a source line that are shown at most."""


def render(findings: Sequence[Finding], texts: Mapping[str, str] | None = None, *, color: bool = False) -> str:
    """The report. `texts` is path → text of the files, so that their lines can be shown."""
    blocks = [_block(finding, texts or {}, color) for finding in findings]
    return "\n".join([*blocks, summary_of(findings)]) + "\n"


def _block(finding: Finding, texts: Mapping[str, str], color: bool) -> str:
    origin = finding.origin
    place = ":".join([origin.path, *(str(number) for number in (origin.line, origin.column) if number)])
    word = _painted(finding.severity.word, _COLORS[finding.severity], color)
    lines = [f"{_painted(place, '1', color)}: {word} {finding.rule} {finding.name}: {finding.message}"]
    lines += _excerpt(finding, texts, color)
    if finding.object:
        lines.append(f"  in {finding.object}")
    if finding.hint:
        lines.append(f"  hint: {finding.hint}")
    return "\n".join(lines) + "\n"


def _excerpt(finding: Finding, texts: Mapping[str, str], color: bool) -> list[str]:
    """The line of the file where the place is exact, else the line of the expression."""
    origin = finding.origin
    lines = texts.get(origin.path, "").split("\n")
    if origin.exact and origin.column and 0 < origin.line <= len(lines):
        end = origin.end_column if origin.end_line == origin.line else 0
        return _marked(lines[origin.line - 1], origin.column - 1, end - 1, str(origin.line), finding.severity, color)
    if finding.span is None:
        return []
    start, end = finding.span
    first = finding.excerpt.rfind("\n", 0, start) + 1
    line = finding.excerpt[first:].partition("\n")[0]
    return _marked(line, start - first, end - first, "", finding.severity, color)


def _marked(line: str, start: int, end: int, number: str, severity: Severity, color: bool) -> list[str]:
    """A line with carets from `start` to `end`; a long one is cut around them."""
    line = line.rstrip().replace("\t", " ")
    end = min(max(end, start + 1), max(len(line), start + 1))
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else len(line) - len(line.lstrip())
    cut = min(cut, start)
    shown = line[cut : cut + _WIDEST]
    carets = "^" * max(1, _columns(line[start : min(end, cut + _WIDEST)]))
    margin = f"  {number} | " if number else "  | "
    blank = " " * (len(margin) - 2) + "| "
    return [margin + shown, blank + " " * _columns(line[cut:start]) + _painted(carets, _COLORS[severity], color)]


def _columns(text: str) -> int:
    """Columns that a terminal needs for the text: two for a wide character, such as a Korean one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _painted(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
