"""Thresholds that alerts and panels share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.threshold import Threshold


@pytest.mark.parametrize(
    ("value", "text"), [(1_000_000_000, "1000000000"), (0.05, "0.05"), (5.0, "5"), (-1, "-1"), (1e-7, "1e-07")]
)
def test_a_threshold_in_an_expression_is_written_as_promql_writes_it(value: float, text: str) -> None:
    assert f"up > {Threshold(value)}" == f"up > {text}"


def test_a_threshold_takes_pythons_formats() -> None:
    assert f"{Threshold(0.05):.1%}" == "5.0%"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_threshold_is_the_same_number(value: float) -> None:
    assert float(str(Threshold(value))) == value
