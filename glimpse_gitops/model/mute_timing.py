"""Mute timings: when notifications are held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .sequence import as_tuple
from .time_interval import TimeInterval, set_interval


@dataclass(frozen=True, init=False, eq=False)
class MuteTiming:
    """Recurring times: `MuteTiming("nights", ("22:00", "07:00"), "Asia/Seoul")`, read as a `TimeInterval` is.

    What one interval cannot say is several: `MuteTiming("off", intervals=[TimeInterval(…), TimeInterval(…)])`.
    """

    name: str
    times: Sequence[tuple[str, str]]
    timezone: str
    weekdays: Sequence[str] = ()
    days_of_month: Sequence[str] = ()
    months: Sequence[str] = ()
    years: Sequence[str] = ()
    intervals: Sequence[TimeInterval] = ()
    """Several of them; empty where the fields above are the one."""
    managed: bool = True
    moved_from: str = ""
    """Its old name: the mute timing of that name goes when this one is there."""

    def __init__(
        self,
        name: str,
        *times_and_timezone: tuple[str, str] | Sequence[tuple[str, str]] | str,
        timezone: str = "UTC",
        weekdays: Sequence[str] = (),
        days_of_month: Sequence[str] = (),
        months: Sequence[str] = (),
        years: Sequence[str] = (),
        intervals: Sequence[TimeInterval] = (),
        moved_from: str = "",
    ) -> None:
        if not name:
            raise ValueError("a mute timing needs a name")
        called = f'mute timing "{name}"'
        ranges = {"weekdays": weekdays, "days_of_month": days_of_month, "months": months, "years": years}
        given = as_tuple(intervals, f"{called}: intervals")
        if given and (times_and_timezone or timezone != "UTC" or any(ranges.values())):
            raise ValueError(f"{called}: give either intervals or the times of one, and not both")
        set_interval(self, called, times_and_timezone, timezone, ranges)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "intervals", given)
        object.__setattr__(self, "managed", True)
        object.__setattr__(self, "moved_from", moved_from)

    @classmethod
    def existing(cls, name: str) -> MuteTiming:
        """A mute timing that somebody else keeps: routes may name it, and nothing of it is written."""
        timing = cls(name)
        object.__setattr__(timing, "managed", False)
        return timing

    @property
    def all_intervals(self) -> tuple[TimeInterval, ...]:
        """Its intervals, one or several."""
        if self.intervals:
            return tuple(self.intervals)
        return (
            TimeInterval(
                self.times,
                timezone=self.timezone,
                weekdays=self.weekdays,
                days_of_month=self.days_of_month,
                months=self.months,
                years=self.years,
            ),
        )
