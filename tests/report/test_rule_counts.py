"""Of many findings people first want to know of what kind they are, and which of them are mended at once."""

from __future__ import annotations

from dataclasses import replace

from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.fix import Fix
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.report import findings_text
from glimpse_gitops.report.findings_report import FindingsReport
from glimpse_gitops.report.rule_counts import rule_counts

OFTEN = Finding(
    "DB306", "interval-as-rate-range", Severity.WARNING, "short", Origin("a.json", 1), fix=Fix("do", (), safe=True)
)
SELDOM = Finding("PQ001", "syntax-error", Severity.ERROR, "wrong", Origin("a.json", 2))


def test_rules_are_counted_the_most_frequent_first() -> None:
    findings = [*[OFTEN] * 1200, *[SELDOM] * 3, replace(OFTEN, fix=Fix("do", (), safe=False))]
    assert rule_counts(findings) == [
        "  1,201 DB306 interval-as-rate-range",
        "      3 PQ001 syntax-error",
        "can be fixed: 1,200 with --fix, 1 with --fix --unsafe",
    ]
    shown = findings_text.render(FindingsReport(findings)).splitlines()
    assert shown[-1] == "3 errors, 1,201 warnings in 1 file"
    assert shown[-2].startswith("can be fixed")


def test_few_findings_and_those_of_one_rule_need_no_table() -> None:
    assert rule_counts([OFTEN] * 10 + [SELDOM] * 10) == []
    assert rule_counts([SELDOM] * 100) == []


def test_nothing_is_said_of_fixes_where_there_are_none() -> None:
    assert rule_counts([SELDOM] * 20 + [replace(SELDOM, rule="PQ002", name="type-error")]) == [
        "  20 PQ001 syntax-error",
        "   1 PQ002 type-error",
    ]
