"""How many findings there are, in words and as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.finding import Finding, Severity
from .count import counted

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def counts_of(findings: Sequence[Finding]) -> dict[Severity, int]:
    """Severity → number of findings, the worst first."""
    return {severity: sum(one.severity is severity for one in findings) for severity in _ORDER}


def summary_of(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning in 2 files`, or `no findings`."""
    if not findings:
        return "no findings"
    named = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    parts = [counted(count, named[severity]) for severity, count in counts_of(findings).items() if count]
    return f"{', '.join(parts)} in {counted(len({one.origin.path for one in findings}), 'file')}"
