"""Mute timings."""

from __future__ import annotations

from typing import Any

from ..model.mute_timing import MuteTiming
from ..model.project import Definition
from ..model.resource import Resource, ResourceId, ResourceKind


def compile_mute_timing(definition: Definition[MuteTiming]) -> Resource:
    """A mute timing with one interval; ranges over midnight are split."""
    timing = definition.value
    interval: dict[str, Any] = {"location": timing.timezone}
    if timing.times:
        interval["times"] = [{"start_time": start, "end_time": end} for start, end in timing.day_ranges]
    for key, values in (
        ("weekdays", timing.weekdays),
        ("days_of_month", timing.days_of_month),
        ("months", timing.months),
    ):
        if values:
            interval[key] = list(values)
    return Resource(
        ResourceId(ResourceKind.MUTE_TIMING, timing.name),
        timing.name,
        {"time_intervals": [interval]},
        origins={"": definition.origin},
    )
