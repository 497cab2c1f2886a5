"""Findings as workflow commands, which GitHub shows beside the changed lines.

Commands and escaping: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from ..model.finding import Finding, Severity
from .findings_report import FindingsReport
from .summary import summary_of

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: FindingsReport, *, color: bool = False) -> str:
    """One command a finding, then the summary as a plain line."""
    return "\n".join([*map(_command, report.findings), summary_of(report.findings)]) + "\n"


def _command(finding: Finding) -> str:
    origin = finding.origin
    properties = {"file": origin.path}
    if origin.line:
        properties["line"] = str(origin.line)
        if origin.exact and origin.column:
            properties["col"] = str(origin.column)
            if origin.end_line == origin.line:
                properties["endColumn"] = str(origin.end_column)
    properties["title"] = f"{finding.rule} {finding.name}"
    told = [
        finding.message,
        f"in {finding.object}" if finding.object else "",
        f"hint: {finding.hint}" if finding.hint else "",
    ]
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(chr(10).join(filter(None, told)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
