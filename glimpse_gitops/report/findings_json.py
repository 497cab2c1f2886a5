"""Findings as JSON for other programs: docs/lint-findings.schema.json. `version` changes when a key changes or goes."""

from __future__ import annotations

import json
from typing import Any

from ..model.finding import Finding
from .findings_report import FindingsReport
from .summary import counts_of

VERSION = 1


def render(report: FindingsReport, *, color: bool = False) -> str:
    """The report as one JSON document."""
    summary: dict[str, Any] = {f"{severity.word}s": count for severity, count in counts_of(report.findings).items()}
    if report.not_checked is not None:
        summary["not_checked"] = [
            {"metric": one.metric, "reason": one.reason, "rules": list(one.rules)} for one in report.not_checked
        ]
    document = {
        "version": VERSION,
        "findings": [_plain(finding) for finding in report.findings],
        "summary": summary,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _plain(finding: Finding) -> dict[str, Any]:
    """One finding; positions that are not known are 0, and so are the columns of a place that is only near."""
    origin = finding.origin
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.word,
        "message": finding.message,
        "path": origin.path,
        "line": origin.line,
        "column": origin.column if origin.exact else 0,
        "end_line": origin.end_line,
        "end_column": origin.end_column if origin.exact else 0,
        "object": finding.object,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
    }
