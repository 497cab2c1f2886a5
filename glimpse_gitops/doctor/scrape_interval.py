"""Who is scraped more or less often than declared."""

from __future__ import annotations

from collections import Counter

from ..model.diagnosis import Diagnosis, Problem
from ..model.duration import format_duration
from .observations import Missed, Observations, not_checked


def scrape_interval(seen: Observations) -> Diagnosis:
    """The interval of each job's targets against the one that the project declares."""
    where = f"{seen.prometheus.url}/api/v1/targets"
    if isinstance(seen.targets, Missed):
        return not_checked(where, seen.targets)
    declared = seen.declared.project.catalogue.scrape_interval_ms
    told = f"declared is {format_duration(declared)}"
    counts = Counter((one.job, one.interval_ms) for one in seen.targets if one.interval_ms)
    problems = []
    for (job, interval), count in sorted(counts.items()):
        if interval < declared:
            more = f"{declared / interval:.3g} times as many samples"
            problems.append(
                _problem(f"job {job} ({count}) is scraped every {format_duration(interval)}: too often, {more}", told)
            )
        elif interval > declared:
            problems.append(
                _problem(f"job {job} ({count}) is scraped every {format_duration(interval)}: rates have gaps", told)
            )
    return Diagnosis(where, told, tuple(problems))


def _problem(message: str, told: str) -> Problem:
    return Problem(f"{message}; {told}", "set scrape_interval of the job, or declare what is meant", serious=False)
