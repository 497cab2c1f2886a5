"""Findings as JSON for other programs. `version` changes when a key changes its meaning or goes away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.finding import Finding
from .summary import counts_of

VERSION = 1


def render(findings: Sequence[Finding], texts: Mapping[str, str] | None = None, *, color: bool = False) -> str:
    """The report as one JSON document; positions that are not known are 0."""
    seen: dict[str, int] = {}
    document = {
        "version": VERSION,
        "findings": [_plain(finding, seen) for finding in findings],
        "summary": {f"{severity.word}s": count for severity, count in counts_of(findings).items()},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _plain(finding: Finding, seen: dict[str, int]) -> dict[str, Any]:
    origin = finding.origin
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.word,
        "message": finding.message,
        "path": origin.path,
        "line": origin.line,
        "column": origin.column,
        "end_line": origin.end_line,
        "end_column": origin.end_column,
        "exact": origin.exact,
        "object": finding.object,
        "hint": finding.hint,
        "fingerprint": _fingerprint(finding, seen),
    }


def _fingerprint(finding: Finding, seen: dict[str, int]) -> str:
    """What stays the same when lines move: rule, object, message and the text without its white space."""
    parts = (finding.rule, finding.object or finding.origin.path, finding.message, "".join(finding.excerpt.split()))
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
