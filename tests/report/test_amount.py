"""Amounts are short, and bounds are never rounded below what is possible."""

from __future__ import annotations

import math

import pytest

from glimpse_gitops.promql.interval import ANYTHING, NOTHING, ONE, UNIT, Interval
from glimpse_gitops.report.amount import amount, at_most, value_range


@pytest.mark.parametrize(
    ("value", "about", "bound"),
    [
        (0, "0", "≤ 0"),
        (59.9999, "60", "≤ 60"),
        (60.2, "60", "≤ 61"),
        (9999, "9,999", "≤ 9,999"),
        (12_345, "12.3 k", "≤ 12.4 k"),
        (120_000, "120 k", "≤ 120 k"),
        (180_001, "180 k", "≤ 181 k"),
        (3_600_000, "3.6 M", "≤ 3.6 M"),
        (5.2e9, "5.2 G", "≤ 5.2 G"),
        (1e16, "10,000 T", "≤ 10,000 T"),
        (math.inf, "unknown", "unknown"),
    ],
)
def test_an_amount_has_three_digits_and_a_bound_stays_true(value: float, about: str, bound: str) -> None:
    assert (amount(value), at_most(value)) == (about, bound)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (ANYTHING, "any"),
        (NOTHING, "none"),
        (NOTHING._replace(nan=True), "only NaN"),
        (ONE, "1"),
        (UNIT, "0 to 1"),
        (Interval(0.05, math.inf), "≥ 0.05"),
        (Interval(-0.0, math.inf, True), "≥ 0 or NaN"),
        (Interval(-math.inf, 5), "≤ 5"),
    ],
)
def test_a_range_of_values_is_told_as_one_would_write_it(interval: Interval, text: str) -> None:
    assert value_range(interval) == text
