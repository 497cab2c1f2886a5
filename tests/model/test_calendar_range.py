"""Days and months of mute timings."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.mute_timing import MuteTiming


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weekdays", "monday"),
        ("weekdays", "Monday:Friday"),
        ("weekdays", "sunday:saturday"),
        ("months", "may"),
        ("months", "january:march"),
        ("months", "5:12"),
        ("months", "5:december"),
        ("days_of_month", "1"),
        ("days_of_month", "-1"),
        ("days_of_month", "1:31"),
        ("days_of_month", "-3:-1"),
        ("days_of_month", "5:-2"),
    ],
)
def test_days_and_months_are_read_as_alertmanager_reads_them(field: str, value: str) -> None:
    assert getattr(MuteTiming("x", **{field: [value]}), field) == (value,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "example"),
    [
        ("weekdays", "mon-fri", '"monday" or "monday:friday"'),
        ("weekdays", "mon", '"monday" or "monday:friday"'),
        ("weekdays", "1:5", '"monday" or "monday:friday"'),
        ("weekdays", "monday:tuesday:friday", '"monday" or "monday:friday"'),
        ("weekdays", 1, '"monday" or "monday:friday"'),
        ("months", "jan", '"january" or "january:march"'),
        ("months", "13", '"january" or "january:march"'),
        ("months", "january-march", '"january" or "january:march"'),
        ("days_of_month", "0", '"1" or "1:5"'),
        ("days_of_month", "1-5", '"1" or "1:5"'),
        ("days_of_month", "32", '"1" or "1:5"'),
        ("days_of_month", "first", '"1" or "1:5"'),
        ("days_of_month", "", '"1" or "1:5"'),
    ],
)
def test_another_form_is_refused_with_an_example(field: str, value: str, example: str) -> None:
    with pytest.raises(ValueError, match=f'^mute timing "x": {field}: "{value}" is not written like {example}$'):
        MuteTiming("x", **{field: [value]})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("weekdays", "saturday:sunday", "ends before it starts, and Grafana's week starts on sunday: write it as two"),
        ("months", "november:february", "ends before it starts: write it as two"),
        ("days_of_month", "5:1", "ends before it starts: write it as two"),
        ("days_of_month", "-1:-3", "ends before it starts: write it as two"),
        ("days_of_month", "-3:5", "starts at the end of a month: write it as two ranges"),
    ],
)
def test_a_range_that_grafana_refuses_is_refused(field: str, value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f'^mute timing "x": {field}: "{value}" {reason}$'):
        MuteTiming("x", **{field: [value]})  # type: ignore[arg-type]
