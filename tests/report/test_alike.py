"""What is wrong in the same way at many places of a file is told once, with the places."""

from __future__ import annotations

from dataclasses import replace

from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.fix import Fix
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.report import findings_compact, findings_markdown, findings_text
from glimpse_gitops.report.alike import alike, place_beside
from glimpse_gitops.report.findings_report import FindingsReport

FIRST = Finding(
    *("DB306", "interval-as-rate-range", Severity.WARNING, "$__interval may be shorter than two samples"),
    Origin("board.json", 7, 3),
    "dashboard D, panel Requests, query A",
    "use $__rate_interval",
)
SECOND = replace(FIRST, origin=Origin("board.json", 9, 5), object="dashboard D, panel Errors, query A")
OTHER_FILE = replace(FIRST, origin=Origin("other.json", 7, 3))


def test_the_same_of_one_file_stands_under_the_first() -> None:
    assert findings_text.render(FindingsReport([FIRST, SECOND])) == (
        "board.json:7:3: warning DB306 interval-as-rate-range: $__interval may be shorter than two samples\n"
        "  in dashboard D, panel Requests, query A\n"
        "  hint: use $__rate_interval\n"
        "  the same at 1 more place:\n"
        "    board.json:9:5: panel Errors, query A\n"
        "\n"
        "2 warnings in 1 file\n"
    )


def test_markdown_names_the_lines_of_the_others() -> None:
    shown = findings_markdown.render(FindingsReport([FIRST, SECOND]))
    assert "<br>and 1 time more in this file, line 9 |" in shown
    assert "board.json:9" not in shown


def test_markdown_names_twenty_lines_at_most() -> None:
    many = [replace(FIRST, origin=Origin("board.json", line, 3)) for line in range(1, 31)]
    shown = findings_markdown.render(FindingsReport(many))
    assert "and 29 times more in this file, lines 2, 3," in shown
    assert "20, 21, … |" in shown


def test_forms_that_are_read_line_by_line_tell_each_place() -> None:
    assert findings_compact.render(FindingsReport([FIRST, SECOND])).count("DB306") == 2


def test_what_differs_in_anything_but_its_place_is_told_apart() -> None:
    others = [
        OTHER_FILE,
        replace(SECOND, message="another"),
        replace(SECOND, hint="another way"),
        replace(SECOND, severity=Severity.INFO),
        replace(SECOND, fix=Fix("use $__rate_interval", ())),
    ]
    assert alike([FIRST, *others]) == [(one, ()) for one in [FIRST, *others]]


def test_a_place_is_named_by_what_the_first_one_does_not_say() -> None:
    assert place_beside(SECOND, FIRST) == "panel Errors, query A"
    assert place_beside(replace(FIRST, object="dashboard D, panel Requests, query B"), FIRST) == "query B"
    assert place_beside(FIRST, FIRST) == ""
    assert place_beside(replace(FIRST, object="alert rule A"), FIRST) == "alert rule A"
