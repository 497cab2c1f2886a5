"""Every form of a report is what its readers take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.lint.fingerprint import numbered
from glimpse_gitops.lint.pages import info_of
from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.fix import Fix, Spelling
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.report import REPORTERS
from glimpse_gitops.report.findings_report import FindingsReport

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "lint-findings.schema.json").read_text(encoding="utf-8"))

AT = Origin("alerts/a b.py", 2, 13, 2, 16)
FIX = Fix("write rate", (), True, (Spelling(AT, "rate"), Spelling(Origin("b.py", 1, 1, 1, 1), "x")))
FINDINGS = (
    Finding("PQ004", "unknown-function", Severity.ERROR, 'no "rat" | <b>', AT, "alert A", "rate?", "rat(x)", (0, 3),
            fix=FIX),
    Finding("AL201", "missing-for", Severity.WARNING, "m", Origin("a.yml", 3), "alert A"),
    Finding("SP799", "rule-crashed", Severity.INFO, "m\nn", Origin("/x/y.json", 3, 1, 9, 2, exact=False)),
    Finding("SP799", "rule-crashed", Severity.INFO, "m\nn", Origin("a.yml", 0)),
)  # fmt: skip


INFOS = tuple(map(info_of, RULES))


def report(*findings: Finding) -> FindingsReport:
    """A report as the command makes it."""
    return FindingsReport(numbered(findings), {"a.yml": "x\ny\nz\n"}, INFOS, 2, "1.2.3")


def loaded(form: str, *findings: Finding) -> Any:
    """A report in JSON, read."""
    return json.loads(REPORTERS[form](report(*findings)))


def test_json_is_what_its_schema_says() -> None:
    document = loaded("json", *FINDINGS)
    jsonschema.validate(document, SCHEMA)
    assert set(document["findings"][0]) == set(SCHEMA["$defs"]["finding"]["required"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document | {"version": 2}, SCHEMA)


def test_compact_is_one_line_a_finding() -> None:
    assert REPORTERS["compact"](report(*FINDINGS)).split("\n") == [
        'alerts/a b.py:2:13: error PQ004 unknown-function: no "rat" | <b>',
        "a.yml:3: warning AL201 missing-for: m",
        "/x/y.json:3:1: info SP799 rule-crashed: m n",
        "a.yml: info SP799 rule-crashed: m n",
        "",
    ]


def test_text_tells_fixes_and_what_is_not_shown() -> None:
    text = REPORTERS["text"](report(*FINDINGS))
    assert "  fix: write rate (--fix)\n" in text
    assert text.endswith("1 error, 1 warning, 2 notes in 3 files; 2 more are not shown (--max-findings)\n")


def test_sarif_has_places_fingerprints_fixes_and_pages() -> None:
    log = loaded("sarif", *FINDINGS)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(RULES)
    assert all(rule["helpUri"].startswith("https://") and rule["help"]["markdown"] for rule in rules)
    first, second, third, fourth = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "PQ004"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "alerts/a%20b.py", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 16}
    assert [len(change["replacements"]) for change in first["fixes"][0]["artifactChanges"]] == [1, 1]
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "rate"}
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "ruleIndex" not in third, "the finding of a crashed rule has no rule of its own"
    assert third["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "file:///x/y.json"},
        "region": {"startLine": 3, "endLine": 9},
    }
    assert "region" not in fourth["locations"][0]["physicalLocation"]
    assert len({result["partialFingerprints"]["glimpse/v1"] for result in run["results"]}) == len(FINDINGS)


def test_gitlab_gets_fingerprints_that_come_once_and_lines_from_one() -> None:
    found = loaded("gitlab", *FINDINGS, *FINDINGS)
    assert len({one["fingerprint"] for one in found}) == 2 * len(FINDINGS)
    assert {one["severity"] for one in found} == {"critical", "minor", "info"}
    assert all(one["location"]["lines"]["begin"] >= 1 for one in found)


def test_junit_counts_failures_and_passes_without_findings() -> None:
    root = ElementTree.fromstring(REPORTERS["junit"](report(*FINDINGS)))
    assert (root.get("tests"), root.get("failures")) == ("4", "4")
    assert [len(suite) for suite in root] == [1, 2, 1]
    failure = root.find("testsuite[@name='alerts/a b.py']/testcase/failure")
    assert failure is not None and failure.get("message") == 'no "rat" | <b>'
    clean = ElementTree.fromstring(REPORTERS["junit"](report()))
    assert (clean.get("tests"), clean.get("failures"), len(clean)) == ("1", "0", 1)


def test_markdown_cells_hold_what_would_break_them() -> None:
    page = REPORTERS["markdown"](report(*FINDINGS))
    assert 'no "rat" \\| &lt;b>' in page
    assert page.index("### Errors") < page.index("### Warnings") < page.index("### Notes")
    assert REPORTERS["markdown"](report()).startswith("## glimpse-gitops lint: no findings")


ANY = st.text(st.characters(codec="utf-8"), max_size=20)
ANY_FINDING = st.builds(
    Finding,
    st.just("PQ001"),
    st.just("syntax-error"),
    st.sampled_from(Severity),
    ANY.filter(bool),
    st.builds(Origin, ANY, *[st.integers(0, 9)] * 4, exact=st.booleans()),
    ANY,
    ANY,
    st.just("a" * 9),
    st.none() | st.tuples(st.integers(0, 4), st.integers(4, 9)),
)


@settings(deadline=None, max_examples=50)
@given(st.lists(ANY_FINDING, max_size=3))
def test_no_finding_whatever_breaks_a_form(findings: list[Finding]) -> None:
    for form, render in REPORTERS.items():
        text = render(report(*findings), color=form == "text")
        if form in ("json", "sarif", "gitlab"):
            json.loads(text)
        if form == "junit":
            ElementTree.fromstring(text)
        if form == "github":
            assert text.count("\n") == len(findings) + 1


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    finding = Finding("X", "x", Severity.INFO, "a\x07\ud800\ufffe]]>", Origin("a.yml", 1))
    failure = ElementTree.fromstring(REPORTERS["junit"](report(finding))).find(".//failure")
    assert failure is not None
    assert failure.get("message") == "a\ufffd\ufffd\ufffd]]>"


def test_a_path_with_backticks_and_pipes_stays_in_its_cell() -> None:
    told = REPORTERS["markdown"](report(Finding("X", "x", Severity.INFO, "m", Origin("a`b|c.yml", 1))))
    assert "\n| `` a`b\\|c.yml:1 `` | X x | m |\n" in told
