"""Time intervals: when each part of a mute timing holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .calendar_range import check_days_of_month, check_months, check_weekdays, check_years
from .sequence import as_tuple
from .time_zone import check_time_zone

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)

_CHECKS: tuple[tuple[str, Callable[[str, str], None]], ...] = (
    ("weekdays", check_weekdays),
    ("days_of_month", check_days_of_month),
    ("months", check_months),
    ("years", check_years),
)


@dataclass(frozen=True, init=False)
class TimeInterval:
    """Recurring times: `TimeInterval(("22:00", "07:00"), "Asia/Seoul", weekdays=["monday:friday"])`.

    A range that ends before it starts goes over midnight. `weekdays`, `months`, `days_of_month` and `years` are
    Grafana's ranges (`"monday:friday"`, `"january:march"`, `"1:5"`, `"-3:-1"`, `"2026:2027"`). A range over midnight
    counts for the day on which each of its halves lies.
    """

    times: Sequence[tuple[str, str]]
    timezone: str
    weekdays: Sequence[str] = ()
    days_of_month: Sequence[str] = ()
    months: Sequence[str] = ()
    years: Sequence[str] = ()

    def __init__(
        self,
        *times_and_timezone: tuple[str, str] | Sequence[tuple[str, str]] | str,
        timezone: str = "UTC",
        weekdays: Sequence[str] = (),
        days_of_month: Sequence[str] = (),
        months: Sequence[str] = (),
        years: Sequence[str] = (),
    ) -> None:
        ranges = {"weekdays": weekdays, "days_of_month": days_of_month, "months": months, "years": years}
        set_interval(self, "time interval", times_and_timezone, timezone, ranges)

    @property
    def day_ranges(self) -> tuple[tuple[str, str], ...]:
        """The times as ranges within one day."""
        return day_ranges(self.times)


def set_interval(
    owner: object,
    called: str,
    times_and_timezone: Sequence[Any],
    timezone: str,
    ranges: dict[str, Sequence[str]],
) -> None:
    """Check and set the fields of an interval on `owner`, which messages call `called`."""
    times = [
        _as_range(called, one) for given in times_and_timezone if not isinstance(given, str) for one in _ranges(given)
    ]
    zones = [given for given in times_and_timezone if isinstance(given, str)]
    if len(zones) > 1:
        raise ValueError(f"{called} has two time zones: {zones[0]} and {zones[1]}")
    for start, end in times:
        if minutes(start) == minutes(end):
            raise ValueError(f"{called}: {start} to {end} is an empty range")
        if start == "24:00":
            raise ValueError(f"{called}: a range cannot start at 24:00: write 00:00")
    zone = zones[0] if zones else timezone
    check_time_zone(called, zone)
    object.__setattr__(owner, "times", tuple(times))
    object.__setattr__(owner, "timezone", zone)
    for field, check in _CHECKS:
        values = as_tuple(ranges[field], f"{called}: {field}")
        for value in values:
            check(f"{called}: {field}", value)
        object.__setattr__(owner, field, values)


def day_ranges(times: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Ranges within one day: what goes over midnight is split there, as Grafana wants it."""
    ranges: list[tuple[str, str]] = []
    for start, end in times:
        if minutes(start) < minutes(end):
            ranges.append((start, end))
        else:
            ranges.append((start, "24:00"))
            if minutes(end) > 0:
                ranges.append(("00:00", end))
    return tuple(ranges)


def _ranges(given: Any) -> Sequence[Any]:
    """One range, or a list of ranges, as a list."""
    several = isinstance(given, list | tuple) and all(isinstance(one, list | tuple) for one in given)
    return given if several else [given]


def _as_range(called: str, given: Any) -> tuple[str, str]:
    if not isinstance(given, list | tuple) or len(given) != len(("start", "end")):
        raise ValueError(f'{called}: write a range as ("22:00", "07:00"), not {given!r}')
    return given[0], given[1]


def minutes(clock: str) -> int:
    """`07:30` → 450, the minutes since midnight; `24:00` is the end of the day. Raises ValueError otherwise."""
    if not isinstance(clock, str) or _CLOCK.fullmatch(clock) is None:
        raise ValueError(f'"{clock}" is not a time of day such as "07:30" or "24:00"')
    return int(clock[:2]) * 60 + int(clock[3:])
