"""Findings as JUnit XML: a test suite a file, a failed test a finding; without findings one test that passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..model.finding import Finding
from .findings_report import FindingsReport

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = {**_IN_TEXT, **str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})}
"""What stands for a character that has a meaning: the standard library's own way imports a client for HTTP."""

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold: control characters, halves of characters, and two that are none."""


def render(report: FindingsReport, *, color: bool = False) -> str:
    """The XML document."""
    ordered = sorted(report.findings, key=lambda one: one.origin.path)
    suites = [(path, list(some)) for path, some in groupby(ordered, key=lambda one: one.origin.path)]
    count = len(report.findings)
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines.append(f'<testsuites name="glimpse-gitops lint" tests="{count or 1}" failures="{count}">')
    for path, found in suites:
        lines += _suite(path, found)
    if not suites:
        lines.append('  <testsuite name="lint" tests="1" failures="0">')
        lines.append('    <testcase name="no findings" classname="lint"/>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(path: str, found: list[Finding]) -> Iterator[str]:
    yield f'  <testsuite name={_attribute(path)} tests="{len(found)}" failures="{len(found)}">'
    for finding in found:
        place = f"{finding.origin}"
        name = f"{finding.rule} {finding.name} {finding.fingerprint}".strip()
        yield (
            f"    <testcase name={_attribute(name)} classname={_attribute(path)} file={_attribute(path)} "
            f'line="{finding.origin.line}">'
        )
        yield f"      <failure type={_attribute(finding.severity.word)} message={_attribute(finding.message)}>"
        yield _text(_told(place, finding))
        yield "      </failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _told(place: str, finding: Finding) -> Iterable[str]:
    yield f"{place}: {finding.message}"
    if finding.object:
        yield f"in {finding.object}"
    if finding.hint:
        yield f"hint: {finding.hint}"


def _attribute(text: str) -> str:
    return '"' + _allowed(text).translate(_IN_ATTRIBUTE) + '"'


def _text(lines: Iterable[str]) -> str:
    return _allowed("\n".join(lines)).translate(_IN_TEXT)


def _allowed(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
