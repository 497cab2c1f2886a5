"""Mute timings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.calendar_range import MONTHS
from ..model.mute_timing import MuteTiming
from ..model.resource import Resource
from ..model.time_interval import TimeInterval, minutes
from .references import References

_RANGES = ("weekdays", "days_of_month", "months", "years")


def mute_timing_of(live: Resource, references: References) -> MuteTiming:
    """The mute timing: its own times where it has one interval, else its intervals."""
    intervals = [_interval(given) for given in live.spec.get("time_intervals") or ()]
    if len(intervals) == 1:
        one = intervals[0]
        ranges = {name: getattr(one, name) for name in _RANGES}
        return MuteTiming(live.id.identity, *one.times, timezone=one.timezone, **ranges)
    if not intervals:
        raise ValueError("it has no interval: it never holds")
    return MuteTiming(live.id.identity, intervals=intervals)


def _interval(given: Mapping[str, Any]) -> TimeInterval:
    ranges = {name: tuple(given.get(name) or ()) for name in _RANGES}
    ranges["months"] = tuple(map(_named_months, ranges["months"]))
    return TimeInterval(*_times(given), timezone=given.get("location") or "UTC", **ranges)


def _times(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The ranges of a day; two that meet at midnight are one, as authors write it."""
    times: list[tuple[str, str]] = []
    for one in given.get("times") or ():
        start, end = one["start_time"], one["end_time"]
        last = times[-1] if times else ("", "")
        if start == "00:00" and last[1] == "24:00" and minutes(end) < minutes(last[0]):
            times[-1] = (last[0], end)
        else:
            times.append((start, end))
    return times


def _named_months(given: str) -> str:
    """`1:3` → `january:march`."""
    numbers = given.split(":")
    if not all(one.isdigit() and 1 <= int(one) <= len(MONTHS) for one in numbers):
        return given
    return ":".join(MONTHS[int(one) - 1] for one in numbers)
