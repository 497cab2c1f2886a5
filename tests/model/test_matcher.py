"""Matchers of notification routes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.label import LabelValue
from glimpse_gitops.model.matcher import Matcher, parse_matcher


@pytest.mark.parametrize(
    ("text", "matcher"),
    [
        ('severity="critical"', Matcher("severity", "=", "critical")),
        ("severity=critical", Matcher("severity", "=", "critical")),
        (' severity != "critical" ', Matcher("severity", "!=", "critical")),
        ('team=~"a|b"', Matcher("team", "=~", "a|b")),
        ('team!~"a.*"', Matcher("team", "!~", "a.*")),
        ('area=""', Matcher("area", "=", "")),
        ("area=", Matcher("area", "=", "")),
        ('"name with blanks"="x"', Matcher("name with blanks", "=", "x")),
        (r'path="a\"b\\c"', Matcher("path", "=", 'a"b\\c')),
        (r'text="a\nb"', Matcher("text", "=", "a\nb")),
        ('query="a=b"', Matcher("query", "=", "a=b")),
        (r'path=~"/\d+"', Matcher("path", "=~", r"/\d+")),
    ],
)
def test_a_matcher_is_read_in_alertmanagers_form(text: str, matcher: Matcher) -> None:
    assert parse_matcher(text) == matcher


@pytest.mark.parametrize(
    "text",
    [
        "",
        "severity",
        "=critical",
        "severity>1",
        '"open=x',
        "severity critical",
        'a="b',
        'a="b" c',
        "severity==warning",
        "severity=== warning",
        "severity=!warning",
        "severity= ~warning",
        "severity='critical'",
        "a=b=c",
        "a=b!=c",
    ],
)
def test_text_that_is_no_matcher_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match='is not a matcher: write it as severity="critical"'):
        parse_matcher(text)


def test_a_label_with_its_value_is_a_matcher() -> None:
    assert parse_matcher(LabelValue("severity", "critical")) == Matcher("severity", "=", "critical")


@given(
    st.from_regex(r"[a-z_][a-z0-9_]*", fullmatch=True),
    st.sampled_from(["=", "!=", "=~", "!~"]),
    st.text(),
)
def test_every_matcher_reads_back_as_it_is_written(label: str, op: str, value: str) -> None:
    matcher = Matcher(label, op, value)
    assert parse_matcher(str(matcher)) == matcher


def test_an_operator_that_alertmanager_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match=r'matcher of "severity": "==" is none of the operators = != =~ !~'):
        Matcher("severity", "==", "warning")


@pytest.mark.parametrize("value", ["=warning", "~b", "it's", "!"])
def test_between_quotes_a_value_may_be_anything(value: str) -> None:
    assert parse_matcher(f'severity="{value}"') == Matcher("severity", "=", value)
