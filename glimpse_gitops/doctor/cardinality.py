"""Who has the most series, and who has too many."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.diagnosis import Diagnosis, Problem
from ..model.prometheus_status import HeadStatistics
from .observations import Missed, Observations, not_checked

MANY_SERIES = 10_000
"""Of one metric."""
MANY_VALUES = 1_000
"""Of one label."""
SHOWN = 5


def cardinality(seen: Observations) -> Diagnosis:
    """The largest metrics and labels in Prometheus' memory, and labels that must never be there."""
    where = f"{seen.prometheus.url}/api/v1/status/tsdb"
    if isinstance(seen.head, Missed):
        return not_checked(where, seen.head)
    problems = tuple(_problems(seen.head, frozenset(seen.declared.project.catalogue.forbidden)))
    largest = sorted(seen.head.by_metric.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]
    told = ", ".join(f"{name} {count:,}" for name, count in largest)
    return Diagnosis(where, f"{seen.head.series:,} series{': most have ' if told else ''}{told}", problems)


def _problems(head: HeadStatistics, forbidden: frozenset[str]) -> Iterator[Problem]:
    for label, count in sorted(head.values_by_label.items(), key=lambda one: (-one[1], one[0])):
        if label in forbidden:
            yield Problem(
                f'label "{label}" is in Prometheus with {count:,} values, and the catalogue forbids it',
                "take it off where it is recorded, or drop it by metric_relabel_configs",
                serious=False,
            )
        elif count > MANY_VALUES and label != "__name__":
            yield Problem(
                f'label "{label}" has {count:,} values',
                "find its metric in Prometheus (Status → TSDB Status), and drop the label or shorten its values",
                serious=False,
            )
    for name, count in sorted(head.by_metric.items(), key=lambda one: (-one[1], one[0])):
        if count > MANY_SERIES:
            part = f", {count / head.series:.0%} of all" if head.series else ""
            yield Problem(
                f"{name} has {count:,} series{part}",
                "drop labels that nobody asks for; glimpse-gitops catalog show tells what is declared",
                serious=False,
            )
