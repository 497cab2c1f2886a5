"""Mute timings."""

from __future__ import annotations

from glimpse_gitops.compile.mute_timing import compile_mute_timing
from glimpse_gitops.model.mute_timing import MuteTiming

from ..definitions import defined


def test_a_night_is_two_ranges_of_one_interval() -> None:
    nights = MuteTiming("nights", ("22:00", "07:00"), "Asia/Seoul", weekdays=["monday:friday"], months=["1:3"])
    resource = compile_mute_timing(defined(nights))
    assert resource.id.identity == "nights"
    assert resource.spec == {
        "time_intervals": [
            {
                "location": "Asia/Seoul",
                "times": [
                    {"start_time": "22:00", "end_time": "24:00"},
                    {"start_time": "00:00", "end_time": "07:00"},
                ],
                "weekdays": ["monday:friday"],
                "months": ["1:3"],
            }
        ]
    }


def test_whole_days_need_no_times() -> None:
    weekend = MuteTiming("weekend", weekdays=["saturday", "sunday"], days_of_month=["1:5", "-3:-1"])
    assert compile_mute_timing(defined(weekend)).spec == {
        "time_intervals": [
            {"location": "UTC", "weekdays": ["saturday", "sunday"], "days_of_month": ["1:5", "-3:-1"]},
        ]
    }
