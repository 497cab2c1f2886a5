"""Findings are told to people with a caret under the token, and to programs in a stable form."""

from __future__ import annotations

import json

from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.report import findings_github, findings_json, findings_text
from glimpse_gitops.report.findings_report import FindingsReport

SOURCE = 'x = 1\nexpr = "sum(rat(foo[5m]))"\n'
FINDING = Finding(
    "PQ004",
    "unknown-function",
    Severity.ERROR,
    'unknown function "rat"',
    Origin("alerts/a.py", 2, 13, 2, 16),
    "alert rule A",
    'did you mean "rate"?',
    "sum(rat(foo[5m]))",
    (4, 7),
    fingerprint="3f",
)
INEXACT = Finding(
    *("PQ001", "syntax-error", Severity.WARNING, "100 % wrong, really"),
    Origin("a,b:c.py", 7, 1, exact=False),
    excerpt="sum(\n  foo))",
    span=(11, 12),
)


def test_text_shows_the_line_with_a_caret_under_the_token() -> None:
    assert findings_text.render(FindingsReport([FINDING], {"alerts/a.py": SOURCE})) == (
        'alerts/a.py:2:13: error PQ004 unknown-function: unknown function "rat"\n'
        '  2 | expr = "sum(rat(foo[5m]))"\n'
        "    |             ^^^\n"
        "  in alert rule A\n"
        '  hint: did you mean "rate"?\n'
        "\n"
        "1 error in 1 file\n"
    )


def test_text_shows_the_expression_where_the_place_is_not_exact() -> None:
    shown = findings_text.render(FindingsReport([INEXACT], {"a,b:c.py": SOURCE}))
    assert "  | foo))\n  |     ^\n" in shown


def test_carets_stand_right_under_wide_characters() -> None:
    finding = Finding("X", "x", Severity.INFO, "m", Origin("a.py", 1, 6, 1, 8))
    shown = findings_text.render(FindingsReport([finding], {"a.py": 'x = "한글"'})).split("\n")
    assert shown[2] == "    | " + " " * 5 + "^^^^"


def test_long_lines_are_cut_around_the_token() -> None:
    line = 'x = "' + "a" * 500 + "foo" + "b" * 500 + '"'
    finding = Finding("X", "x", Severity.INFO, "m", Origin("a.py", 1, 506, 1, 509))
    _, shown, carets, *_ = findings_text.render(FindingsReport([finding], {"a.py": line})).split("\n")
    assert len(shown) < 160
    assert shown[carets.index("^") :].startswith("foob")


def test_colour_is_there_only_when_asked_for() -> None:
    assert "\x1b" not in findings_text.render(FindingsReport([FINDING], {"alerts/a.py": SOURCE}))
    assert "\x1b[31merror\x1b[0m" in findings_text.render(
        FindingsReport([FINDING], {"alerts/a.py": SOURCE}), color=True
    )


def test_no_finding_is_said_so() -> None:
    assert findings_text.render(FindingsReport([])) == "no findings\n"


def test_json_has_the_documented_keys() -> None:
    document = json.loads(findings_json.render(FindingsReport([FINDING, INEXACT])))
    assert document["version"] == 1
    assert document["summary"] == {"errors": 1, "warnings": 1, "infos": 0}
    assert document["findings"][0] == {
        "rule": "PQ004",
        "name": "unknown-function",
        "severity": "error",
        "message": 'unknown function "rat"',
        "path": "alerts/a.py",
        "line": 2,
        "column": 13,
        "end_line": 2,
        "end_column": 16,
        "object": "alert rule A",
        "hint": 'did you mean "rate"?',
        "fingerprint": "3f",
    }
    assert document["findings"][1]["column"] == 0, "a place that is only near has no column"


def test_github_commands_escape_what_would_break_them() -> None:
    first, second, summary = findings_github.render(FindingsReport([FINDING, INEXACT])).splitlines()
    assert first == (
        "::error file=alerts/a.py,line=2,col=13,endColumn=16,title=PQ004 unknown-function::"
        'unknown function "rat"%0Ain alert rule A%0Ahint: did you mean "rate"?'
    )
    assert second == "::warning file=a%2Cb%3Ac.py,line=7,title=PQ001 syntax-error::100 %25 wrong, really"
    assert summary == "1 error, 1 warning in 2 files"


def test_what_would_move_a_terminals_cursor_or_break_a_line_is_taken_out() -> None:
    finding = Finding(
        "X", "x", Severity.INFO, "a\nb\x1b[31m", Origin("a\n.py", 1, 1, 1, 2), "panel A\nB\u202e", "c\x07"
    )
    told = findings_text.render(FindingsReport([finding], {"a\n.py": "x\x1b]0;y"}))
    assert told.split("\n")[:5] == [
        "a .py:1:1: info X x: a b\ufffd[31m",
        "  1 | x\ufffd]0;y",
        "    | ^",
        "  in panel A B\ufffd",
        "  hint: c\ufffd",
    ]
