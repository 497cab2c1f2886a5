"""Mute timings: when notifications are held back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .sequence import as_tuple

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)


@dataclass(frozen=True, init=False, eq=False)
class MuteTiming:
    """Recurring times: `MuteTiming("nights", ("22:00", "07:00"), "Asia/Seoul")`.

    A range that ends before it starts goes over midnight. `weekdays`, `months` and `days_of_month` are Grafana's
    ranges (`"monday:friday"`, `"january:march"`, `"1:5"`, `"-3:-1"`); a range over midnight counts for the day on
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
        *times_and_timezone: tuple[str, str] | str,
        timezone: str = "UTC",
        weekdays: Sequence[str] = (),
        days_of_month: Sequence[str] = (),
        months: Sequence[str] = (),
    ) -> None:
        if not name:
            raise ValueError("a mute timing needs a name")
        times = [given for given in times_and_timezone if not isinstance(given, str)]
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
        for field, given in (("weekdays", weekdays), ("days_of_month", days_of_month), ("months", months)):
            object.__setattr__(self, field, as_tuple(given, f'mute timing "{name}": {field}'))

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


def minutes(clock: str) -> int:
    """`07:30` → 450, the minutes since midnight; `24:00` is the end of the day. Raises ValueError otherwise."""
    if _CLOCK.fullmatch(clock) is None:
        raise ValueError(f'"{clock}" is not a time of day such as "07:30" or "24:00"')
    return int(clock[:2]) * 60 + int(clock[3:])
