from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.matcher import Matcher
from glimpse_gitops.plan.label_classes import classes_of
from glimpse_gitops.promql.regex import label_matches

MATCHERS = [Matcher("a", "=", "x"), Matcher("a", "!~", "y|z"), Matcher("a", "=~", "prod-.*"), Matcher("b", "=", "")]


def test_values_that_matchers_name_are_those_of_lists_and_equalities() -> None:
    classes = classes_of(MATCHERS)
    assert classes.named("a") == {"x", "y", "z"}
    assert classes.named("b") == frozenset()


def test_a_label_is_open_ended_where_a_regular_expression_takes_more_than_a_list() -> None:
    classes = classes_of(MATCHERS)
    assert classes.is_open_ended("a")
    assert not classes.is_open_ended("b")


def test_values_that_are_treated_alike_are_one() -> None:
    classes = classes_of(MATCHERS)
    assert classes.representative("a", "prod-1") == "prod-1"
    assert classes.representative("a", "prod-2") == "prod-1"
    assert classes.representative("a", "y") == classes.representative("a", "z")
    assert classes.representative("a", "x") != classes.representative("a", "other")


def test_a_value_with_a_line_break_stands_for_itself() -> None:
    assert classes_of(MATCHERS).representative("a", "prod-\n") == "prod-\n"


@given(st.lists(st.text("xyz-prod1", max_size=7), max_size=8))
def test_every_matcher_treats_a_representative_like_the_value(values: list[str]) -> None:
    classes = classes_of(MATCHERS)
    for value in values:
        stands = classes.representative("a", value)
        for matcher in MATCHERS[:3]:
            assert label_matches(matcher.op, matcher.value, stands) == label_matches(matcher.op, matcher.value, value)
