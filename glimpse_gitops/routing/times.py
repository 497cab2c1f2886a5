"""Mute and active timings: is a notification held back at a given instant?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..model.calendar_range import MONTHS, WEEKDAYS
from ..model.time_interval import minutes
from .destinations import Destination

Timings = Mapping[str, Mapping[str, Any]]
"""Name → spec of the mute timing, with its `time_intervals`."""


def is_muted(destination: Destination, timings: Timings, at: datetime) -> bool | None:
    """Whether a notification of this destination is held back at `at`, which has a time zone.

    None where that cannot be told: a timing is not known, or its place is the server's own (`Local`) or not known here.
    """
    muted = _in_any(destination.mute, timings, at)
    active = _in_any(destination.active, timings, at) if destination.active else True
    if muted or active is False:
        return True
    return None if muted is None or active is None else False


def _in_any(names: Iterable[str], timings: Timings, at: datetime) -> bool | None:
    found: list[bool | None] = []
    for name in names:
        spec = timings.get(name)
        found += [None] if spec is None else [contains(one, at) for one in spec.get("time_intervals") or ()]
    return True if True in found else None if None in found else False


def contains(interval: Mapping[str, Any], at: datetime) -> bool | None:
    """Whether one time interval contains `at`; parts that it leaves out hold always. None as with `is_muted`.

    Raises ValueError for ranges that Grafana does not take.
    """
    zone = _zone(interval.get("location") or "UTC")
    if zone is None:
        return None
    there = at.astimezone(zone)
    clock = there.hour * 60 + there.minute
    times = interval.get("times")
    if times and not any(minutes(one["start_time"]) <= clock < minutes(one["end_time"]) for one in times):
        return False
    if not _in_days_of_month(interval.get("days_of_month") or (), there):
        return False
    parts: Sequence[tuple[str, Callable[[str], int], int]] = (
        ("weekdays", lambda text: WEEKDAYS.index(text.lower()), (there.weekday() + 1) % 7),
        ("months", _month, there.month),
        ("years", int, there.year),
    )
    return all(_in_ranges(interval.get(key) or (), read, value) for key, read, value in parts)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return None if name == "Local" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _in_ranges(texts: Iterable[str], read: Callable[[str], int], value: int) -> bool:
    ranges = [[read(part) for part in str(text).split(":")] for text in texts]
    return not ranges or any(one[0] <= value <= one[-1] for one in ranges)


def _month(text: str) -> int:
    return MONTHS.index(text.lower()) + 1 if text.lower() in MONTHS else int(text)


def _in_days_of_month(texts: Iterable[str], there: datetime) -> bool:
    """Negative days count from the end of the month: -1 is its last day. A range is cut at the ends of the month."""
    last = _days_in_month(there)
    ranges = [[int(part) for part in str(text).split(":")] for text in texts]
    from_start = [[day if day > 0 else last + day + 1 for day in (one[0], one[-1])] for one in ranges]
    return not ranges or any(first <= there.day <= min(end, last) for first, end in from_start)


def _days_in_month(there: datetime) -> int:
    """As Alertmanager counts them: whole days of 24 hours, so a month in which summer time begins has one less."""
    first = there.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return (following.astimezone(UTC) - first.astimezone(UTC)).days
