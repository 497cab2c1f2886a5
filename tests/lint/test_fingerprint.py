"""Fingerprints stay when lines move, expressions are laid out anew and rules change places."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.expression_format import format_rule_file
from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.lint.fingerprint import fingerprint_of, numbered
from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.origin import Origin

EXPRESSIONS = (
    'sum(up{job="a|b",instance=".*"}) > 1',
    'sum by (job, instance) (rate(http_requests_total{job="a|b"}[5m])) / on (job) up{job="x|y"}',
    "rat(up[5m])",
    "topk(5, up)",
    "sum(",
    "http_requests_total > 10 and up",
    "count(up) == 0",
)


def rule(number: int, expr: str, blank: str) -> str:
    """One rule of a file; `blank` is what its block scalar begins with."""
    lines = "".join(f"          {line}\n" for line in (blank + expr).split("\n"))
    return f"      - alert: Rule{number}\n        expr: |\n{lines}        labels: {{severity: warning}}\n"


def fingerprints(text: str) -> list[str]:
    """Rule and fingerprint of all findings in a file."""
    found = numbered(lint_files([foreign_from_bytes("a.yml", text.encode())]))
    return sorted(f"{one.rule} {one.object} {one.fingerprint}" for one in found)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(EXPRESSIONS), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_they_survive_formatting_moving_and_reordering(exprs: list[str], source: random.Random) -> None:
    rules = [rule(number, expr, "") for number, expr in enumerate(exprs)]
    head = "groups:\n  - name: g\n    rules:\n"
    before = head + "".join(rules)
    expected = fingerprints(before)
    assert expected
    assert fingerprints(format_rule_file(before, 40).text) == expected
    source.shuffle(rules)
    assert fingerprints("# a comment\n\n" + head + "\n\n".join(rules)) == expected


def found(**change: object) -> Finding:
    """A finding that quotes a part of an expression."""
    one = Finding(
        "PQ1", "x", Severity.INFO, "m", Origin("a.yml", 1), "alert rule A", "", 'sum(a{b="c", d="e"})', (4, 5)
    )
    return replace(one, **change)  # type: ignore[arg-type]


def test_they_tell_apart_rules_objects_queries_and_places_in_a_query() -> None:
    different = [
        found(),
        found(rule="PQ2"),
        found(object="alert rule B"),
        found(excerpt='sum(a{b="x", d="e"})'),
        found(span=(6, 7)),
        found(span=None, message="m"),
        found(span=None, message="n"),
    ]
    assert len({fingerprint_of(one) for one in different}) == len(different)


def test_neither_lines_nor_words_nor_the_order_of_matchers_matter() -> None:
    alike = [
        found(),
        found(origin=Origin("b.yml", 9), message="said in other words", hint="h"),
        found(excerpt='sum( a{d="e",b="c"} )', span=(5, 6)),
    ]
    assert len({fingerprint_of(one) for one in alike}) == 1


def test_findings_that_are_alike_are_numbered() -> None:
    first, second, third = (one.fingerprint for one in numbered([found(), found(), found(rule="X")]))
    assert second == f"{first}-2"
    assert "-" not in third
