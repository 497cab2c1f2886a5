"""Findings as GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import json
from typing import Any

from ..model.finding import Finding, Severity
from .findings_report import FindingsReport

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: FindingsReport, *, color: bool = False) -> str:
    """A JSON list; GitLab compares the fingerprints of two reports, so none may come twice."""
    return json.dumps([_plain(finding) for finding in report.findings], indent=2, ensure_ascii=False) + "\n"


def _plain(finding: Finding) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    begin = max(1, finding.origin.line)
    return {
        "description": f"{finding.message}{hint}",
        "check_name": f"{finding.rule} {finding.name}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": finding.origin.path,
            "lines": {"begin": begin, "end": max(begin, finding.origin.end_line)},
        },
    }
