"""Regular expressions in Go's dialect, where it differs from Python's."""

from __future__ import annotations

import re

import pytest

from glimpse_gitops.promql.fault import FaultKind
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.regex import check_replacements, label_matches, literal_choices, regex_fault, regex_matches

PYTHON_ONLY = [
    "a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", r"(a)\1", "(?P<x>a)(?P=x)", "a++", "a*+", "(?>a)", "(?#note)a",
    r"a\Z", r"\u0041", "a{1001}", "(a{40}){40}", "(?x) a b", r"[\b]",
]  # fmt: skip
GO_ONLY = [
    r"\Qa.b\E", r"a\z", r"\pL+", r"\p{Greek}", r"\PN", "(?U)a+", "(?<name>a)", "a(?i)b",
    r"\x{1F600}", "(?s-U:a)", r"\Qa",
]  # fmt: skip
NEITHER = [
    "(",
    ")",
    "a)",
    "[a",
    "*a",
    "+",
    "a**",
    "a{2}{3}",
    "(?P<x>a)(?P<x>b)",
    "[z-a]",
    "a\\",
    r"\8",
    "a{2,1}",
    "(?",
    "(?z)",
]


@pytest.mark.parametrize("pattern", PYTHON_ONLY)
def test_what_only_python_compiles_is_a_fault(pattern: str) -> None:
    re.compile(pattern)
    assert regex_fault(pattern) is not None


@pytest.mark.parametrize("pattern", GO_ONLY)
def test_what_only_go_compiles_is_accepted(pattern: str) -> None:
    with pytest.raises(re.error):
        re.compile(pattern)
    assert regex_fault(pattern) is None


@pytest.mark.parametrize("pattern", NEITHER)
def test_what_nobody_compiles_is_a_fault(pattern: str) -> None:
    assert regex_fault(pattern) is not None


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("5..", "503", True),
        ("5..", "5031", False),
        ("a|b|", "", True),
        ("(a|b)+c?", "abac", True),
        (".*", "a\nb", True),
        (".+", "", False),
        ("^api$", "api", True),
        (r"\d{2,3}", "1234", False),
        (r"\d{2,3}", "123", True),
        (r"[^[:digit:]-]+", "ab", True),
        (r"[^[:digit:]-]+", "a-b", False),
        (r"[\w.]+", "a.b_c", True),
        (r"\d", "٣", False),
        ("(?i)GET", "get", True),
        (r"\bfoo\b.*", "foo bar", True),
        (r"\Qa.b\E", "axb", False),
        (r"\p{Lu}\pL*", "Élan", True),
        ("x{,3}", "x{,3}", True),
        ("a{0}", "", True),
        ("(?:a{3}){2}", "aaaaaa", True),
        ("[]a]+", "]a", True),
        ("(?m)^b$", "b", True),
    ],
)
def test_a_pattern_matches_the_whole_value(pattern: str, value: str, expected: bool) -> None:
    assert regex_fault(pattern) is None
    assert regex_matches(pattern, value) is expected


def test_a_pattern_that_python_would_never_finish_is_quick() -> None:
    assert regex_matches("(a+)+b", "a" * 200) is False
    assert regex_matches("(a?){60}a{60}", "a" * 60) is True


def test_a_script_of_unicode_is_not_guessed() -> None:
    assert regex_matches(r"\p{Greek}", "α") is None


def test_a_huge_program_is_not_matched() -> None:
    assert regex_fault("[a-z]{1000}" * 20) is None
    assert regex_matches("[a-z]{1000}" * 20, "a") is None


@pytest.mark.parametrize(
    ("op", "wanted", "value", "expected"),
    [
        ("=", "a", "a", True),
        ("!=", "a", "a", False),
        ("=~", "a|b", "b", True),
        ("!~", "a.*", "abc", False),
        ("!~", "(", "a", None),
    ],
)
def test_matchers_compare_values(op: str, wanted: str, value: str, expected: bool | None) -> None:
    assert label_matches(op, wanted, value) is expected


def test_a_list_of_values_is_read_as_one() -> None:
    assert literal_choices("api|web") == frozenset({"api", "web"})
    assert literal_choices("api.*") is None


def test_the_fault_lies_at_the_value() -> None:
    (fault,) = parse('x{a="b", c=~"(d"}').faults
    assert (fault.kind, fault.span, fault.message) == (
        FaultKind.REGEX,
        (12, 16),
        "invalid regular expression: missing closing )",
    )


def test_label_replace_is_checked_apart_because_prometheus_parses_it() -> None:
    parsed = parse("label_replace(x, 'a', '$1', 'b', '(')")
    assert parsed.tree is not None
    (fault,) = check_replacements(parsed.tree)
    assert fault.span == (33, 36)
