"""Labels and their values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.label import Label, LabelValue
from glimpse_gitops.promql.literals import unquote

SEVERITY: Label[str] = Label("severity", ("critical", "warning"))


def test_a_label_with_a_value_reads_as_promql_writes_it() -> None:
    assert str(SEVERITY("critical")) == 'severity="critical"'


def test_a_value_that_was_not_declared_is_refused_with_the_values_that_are() -> None:
    with pytest.raises(ValueError, match='label "severity" has no value "critcal": it knows critical, warning'):
        SEVERITY("critcal")


def test_a_label_without_declared_values_takes_any() -> None:
    assert Label[str]("route", at_most=60)("/checkout") == LabelValue("route", "/checkout")


@pytest.mark.parametrize(
    ("label", "bound"),
    [
        (SEVERITY, 2),
        (Label[str]("route", at_most=60), 60),
        (Label[str]("user_id", unbounded=True), None),
        (Label[str]("anything"), None),
    ],
)
def test_a_label_knows_how_many_values_it_has_at_most(label: Label[str], bound: int | None) -> None:
    assert label.bound == bound


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"values": ("a",), "unbounded": True}, 'label "x" has values and is unbounded'),
        ({"at_most": 0}, 'label "x": at_most must be 1 or more, not 0'),
        ({"values": "critical"}, 'label "x": values must be a list, not the text "critical"'),
    ],
)
def test_a_label_that_contradicts_itself_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Label[str]("x", **options)


@given(st.lists(st.text(min_size=1), min_size=1, unique=True), st.text(min_size=1))
def test_a_label_takes_exactly_the_values_that_it_declares(values: list[str], other: str) -> None:
    label = Label[str]("x", values)
    assert [label(value).value for value in values] == values
    if other not in values:
        with pytest.raises(ValueError, match="has no value"):
            label(other)


@given(st.text(alphabet='a"\\\n{}', min_size=1))
def test_a_label_with_any_value_stays_one_matcher(value: str) -> None:
    name, _, quoted = str(LabelValue("x", value)).partition("=")
    assert (name, unquote(quoted)) == ("x", value)


def test_a_bound_that_is_a_text_is_refused_by_its_field() -> None:
    bound: Any = "40"
    with pytest.raises(ValueError, match="""label "route": at_most must be 1 or more, not '40'"""):
        Label[str]("route", at_most=bound)
