"""Mute timings."""

from __future__ import annotations

from typing import Any

from ..model.mute_timing import MuteTiming
from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.time_interval import TimeInterval


def compile_mute_timing(definition: Definition[MuteTiming]) -> Resource:
    """A mute timing with its intervals; ranges over midnight are split."""
    timing = definition.value
    return Resource(
        ResourceId(ResourceKind.MUTE_TIMING, timing.name),
        timing.name,
        {"time_intervals": [_interval(one) for one in timing.all_intervals]},
        origins={"": definition.origin},
        moved_from=ResourceId(ResourceKind.MUTE_TIMING, timing.moved_from) if timing.moved_from else None,
    )


def _interval(given: TimeInterval) -> dict[str, Any]:
    interval: dict[str, Any] = {"location": given.timezone}
    if given.times:
        interval["times"] = [{"start_time": start, "end_time": end} for start, end in given.day_ranges]
    for key in ("weekdays", "days_of_month", "months", "years"):
        if values := getattr(given, key):
            interval[key] = list(values)
    return interval
