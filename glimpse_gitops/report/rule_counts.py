"""How often each rule found something, where there is too much to read at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..model.finding import Finding

_MANY = 20
"""So many findings are read one by one."""


def rule_counts(findings: Sequence[Finding]) -> list[str]:
    """A line for each rule, the most frequent first, and one of the fixes; nothing where there are few findings."""
    counts = Counter((one.rule, one.name) for one in findings)
    if len(findings) <= _MANY or len(counts) == 1:
        return []
    width = max(len(f"{count:,}") for count in counts.values())
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    lines = [f"{count:>{width + 2},} {rule} {name}" for (rule, name), count in rows]
    fixes = [one.fix for one in findings if one.fix is not None and all(edit.origin.exact for edit in one.fix.edits)]
    safe = sum(fix.safe for fix in fixes)
    ways = [(safe, "--fix"), (len(fixes) - safe, "--fix --unsafe")]
    if told := [f"{count:,} with {way}" for count, way in ways if count]:
        lines.append(f"can be fixed: {', '.join(told)}")
    return lines
