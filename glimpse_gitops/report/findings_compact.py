"""Findings as one line each, which editors and `grep` understand: `path:line:column: severity id message`."""

from __future__ import annotations

from ..model.finding import Finding
from .excerpt import shown
from .findings_report import FindingsReport


def render(report: FindingsReport, *, color: bool = False) -> str:
    """One line a finding and nothing else."""
    return "".join(f"{_line(finding)}\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    origin = finding.origin
    place = ":".join([shown(origin.path), *(str(number) for number in (origin.line, origin.column) if number)])
    said = " ".join(shown(finding.message).split())
    return f"{place}: {finding.severity.word} {finding.rule} {finding.name}: {said}"
