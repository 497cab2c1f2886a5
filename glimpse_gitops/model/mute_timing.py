"""Mute timings: when notifications are held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MINUTES_A_DAY = 24 * 60


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
        times = [given for given in times_and_timezone if not isinstance(given, str)]
        zones = [given for given in times_and_timezone if isinstance(given, str)]
        if len(zones) > 1:
            raise ValueError(f'mute timing "{name}" has two time zones: {zones[0]} and {zones[1]}')
        for start, end in times:
            if minutes(start) == minutes(end):
                raise ValueError(f'mute timing "{name}": {start} to {end} is an empty range')
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "times", tuple(times))
        object.__setattr__(self, "timezone", zones[0] if zones else timezone)
        object.__setattr__(self, "weekdays", tuple(weekdays))
        object.__setattr__(self, "days_of_month", tuple(days_of_month))
        object.__setattr__(self, "months", tuple(months))

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
    hours, colon, rest = clock.partition(":")
    if colon and hours.isdigit() and rest.isdigit() and len(rest) == 2 and int(rest) < 60:
        total = int(hours) * 60 + int(rest)
        if total <= _MINUTES_A_DAY:
            return total
    raise ValueError(f'"{clock}" is not a time of day such as "07:30" or "24:00"')
