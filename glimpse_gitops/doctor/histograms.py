"""Which histogram has too many buckets."""

from __future__ import annotations

from ..model.diagnosis import Diagnosis, Problem
from ..report.count import counted
from .observations import Missed, Observations, not_checked

MANY = 30
"""Buckets, `+Inf` included: OpenTelemetry's own advice makes 15, and each one is a series for each set of labels."""


def histogram_buckets(seen: Observations) -> Diagnosis:
    """The buckets of each classic histogram of the catalogue, and of the largest others."""
    where = f"{seen.prometheus.url}/api/v1/label/le/values"
    if isinstance(seen.buckets, Missed):
        return not_checked(where, seen.buckets)
    if not seen.buckets:
        return not_checked(where, Missed("there are no classic histograms"))
    problems = tuple(
        Problem(
            f"{name} has {count} buckets: each of its series counts {count}-fold",
            "give its instrument fewer bounds, or make it a native histogram",
            serious=False,
        )
        for name, count in sorted(seen.buckets.items(), key=lambda one: (-one[1], one[0]))
        if count > MANY
    )
    largest = max(seen.buckets.items(), key=lambda one: (one[1], one[0]))
    return Diagnosis(
        where, f"{counted(len(seen.buckets), 'histogram')}, {largest[1]} buckets at most ({largest[0]})", problems
    )
