"""Mute timings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.time_interval import TimeInterval, day_ranges, minutes

DAY = 1440


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@pytest.mark.parametrize(
    ("start", "end", "ranges"),
    [
        ("09:00", "17:30", [("09:00", "17:30")]),
        ("22:00", "07:00", [("22:00", "24:00"), ("00:00", "07:00")]),
        ("22:00", "00:00", [("22:00", "24:00")]),
        ("22:00", "24:00", [("22:00", "24:00")]),
        ("00:00", "24:00", [("00:00", "24:00")]),
    ],
)
def test_a_range_over_midnight_is_split_there(start: str, end: str, ranges: list[tuple[str, str]]) -> None:
    assert list(day_ranges(MuteTiming("nights", (start, end), "Asia/Seoul").times)) == ranges


@given(st.integers(0, DAY - 1), st.integers(0, DAY))
def test_the_ranges_of_a_day_cover_exactly_the_minutes_that_were_asked_for(start: int, end: int) -> None:
    assume(start != end)
    asked = [(start + step) % DAY for step in range((end - start) % DAY or DAY)]
    covered = [
        minute
        for first, last in day_ranges(MuteTiming("x", (clock(start), clock(end))).times)
        for minute in range(minutes(first), minutes(last))
    ]
    assert sorted(covered) == sorted(asked)


@pytest.mark.parametrize(
    "text", ["7:30", "007:30", "24:01", "25:00", "07:60", "0730", "07:3", "²2:00", "07:30:00", "", "noon"]
)
def test_what_grafana_refuses_as_a_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f'"{text}" is not a time of day such as "07:30"'):
        MuteTiming("x", (text, "12:00"))


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ([("22:00", "22:00")], 'mute timing "x": 22:00 to 22:00 is an empty range'),
        ([("24:00", "07:00")], 'mute timing "x": a range cannot start at 24:00: write 00:00'),
        ([("22:00", "23:00"), "UTC", "Asia/Seoul"], 'mute timing "x" has two time zones: UTC and Asia/Seoul'),
        (["22:00", "07:00"], 'mute timing "x" has two time zones: 22:00 and 07:00'),
    ],
)
def test_times_that_make_no_sense_are_refused(times: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        MuteTiming("x", *times)


@pytest.mark.parametrize("field", ["weekdays", "days_of_month", "months"])
def test_one_text_where_a_list_belongs_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=f'mute timing "x": {field} must be a list, not the text "saturday"'):
        given: Any = {field: "saturday"}
        MuteTiming("x", **given)


def test_several_intervals_and_one_exclude_each_other() -> None:
    several = [TimeInterval(("22:00", "07:00")), TimeInterval(weekdays=["sunday"], years=["2026:2027"])]
    assert MuteTiming("x", intervals=several).all_intervals == tuple(several)
    assert MuteTiming("x", ("22:00", "07:00")).all_intervals == (several[0],)
    with pytest.raises(ValueError, match="give either intervals or the times of one"):
        MuteTiming("x", ("22:00", "07:00"), intervals=several)


@pytest.mark.parametrize("years", ["2027:2026", "soon", "20:26:1"])
def test_years_that_are_none_are_refused(years: str) -> None:
    with pytest.raises(ValueError, match="years"):
        TimeInterval(years=[years])


def test_a_mute_timing_needs_a_name() -> None:
    with pytest.raises(ValueError, match="a mute timing needs a name"):
        MuteTiming("", ("22:00", "07:00"))


def test_the_time_zone_is_utc_unless_it_says_otherwise() -> None:
    assert MuteTiming("x", ("22:00", "07:00")).timezone == "UTC"
    assert MuteTiming("x", ("22:00", "07:00"), timezone="Asia/Seoul").timezone == "Asia/Seoul"


@pytest.mark.parametrize(
    "times",
    [[[("22:00", "07:00"), ("12:00", "13:00")]], [("22:00", "07:00"), ("12:00", "13:00")], [["22:00", "07:00"]]],
)
def test_ranges_may_stand_in_a_list_of_their_own(times: list[Any]) -> None:
    assert MuteTiming("x", *times, "Asia/Seoul").times[0] == ("22:00", "07:00")
    assert len(MuteTiming("x", *times).times) in (len(times), len(times[0]))


@pytest.mark.parametrize("given", [("22:00",), ("22:00", "23:00", "24:00"), 22])
def test_what_is_no_range_is_refused_with_an_example(given: Any) -> None:
    with pytest.raises(ValueError, match=r'mute timing "x": write a range as \("22:00", "07:00"\), not '):
        MuteTiming("x", given)
