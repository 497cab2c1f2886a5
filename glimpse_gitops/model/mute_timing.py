"""Mute timings: when notifications are held back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .calendar_range import check_days_of_month, check_months, check_weekdays
from .sequence import as_tuple
from .time_zone import check_time_zone

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)


@dataclass(frozen=True, init=False, eq=False)
class MuteTiming:
    """Recurring times: `MuteTiming("nights", ("22:00", "07:00"), "Asia/Seoul")`.

    A range that ends before it starts goes over midnight. `weekdays`, `months` and `days_of_month` are Grafana's
    ranges (`"monday:friday"`, `"january:march"`, `"1:5"`, `"-3:-1"`). A range over midnight counts for the day on
    which each of its halves lies.
    """

    name: str
    times: Sequence[tuple[str, str]]
    timezone: str
    weekdays: Sequence[str] = ()
    days_of_month: Sequence[str] = ()
    months: Sequence[str] = ()

    def __init__(
        self,
        name: str,
        *times_and_timezone: tuple[str, str] | Sequence[tuple[str, str]] | str,
        timezone: str = "UTC",
        weekdays: Sequence[str] = (),
        days_of_month: Sequence[str] = (),
        months: Sequence[str] = (),
    ) -> None:
        if not name:
            raise ValueError("a mute timing needs a name")
        times = [
            _as_range(name, one) for given in times_and_timezone if not isinstance(given, str) for one in _ranges(given)
        ]
        zones = [given for given in times_and_timezone if isinstance(given, str)]
        if len(zones) > 1:
            raise ValueError(f'mute timing "{name}" has two time zones: {zones[0]} and {zones[1]}')
        for start, end in times:
            if minutes(start) == minutes(end):
                raise ValueError(f'mute timing "{name}": {start} to {end} is an empty range')
            if start == "24:00":
                raise ValueError(f'mute timing "{name}": a range cannot start at 24:00: write 00:00')
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "times", tuple(times))
        object.__setattr__(self, "timezone", zones[0] if zones else timezone)
        check_time_zone(f'mute timing "{name}"', self.timezone)
        for field, given, check in (
            ("weekdays", weekdays, check_weekdays),
            ("days_of_month", days_of_month, check_days_of_month),
            ("months", months, check_months),
        ):
            owner = f'mute timing "{name}": {field}'
            values = as_tuple(given, owner)
            for value in values:
                check(owner, value)
            object.__setattr__(self, field, values)

    @property
    def day_ranges(self) -> tuple[tuple[str, str], ...]:
        """The times as ranges within one day: what goes over midnight is split there, as Grafana wants it."""
        ranges: list[tuple[str, str]] = []
        for start, end in self.times:
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


def _as_range(name: str, given: Any) -> tuple[str, str]:
    if not isinstance(given, list | tuple) or len(given) != len(("start", "end")):
        raise ValueError(f'mute timing "{name}": write a range as ("22:00", "07:00"), not {given!r}')
    return given[0], given[1]


def minutes(clock: str) -> int:
    """`07:30` → 450, the minutes since midnight; `24:00` is the end of the day. Raises ValueError otherwise."""
    if not isinstance(clock, str) or _CLOCK.fullmatch(clock) is None:
        raise ValueError(f'"{clock}" is not a time of day such as "07:30" or "24:00"')
    return int(clock[:2]) * 60 + int(clock[3:])
