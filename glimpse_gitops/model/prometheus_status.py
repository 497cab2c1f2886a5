"""What a Prometheus tells about its own work: targets, loaded rules, the statistics of its head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Target:
    """One address that it scrapes."""

    job: str
    instance: str
    url: str
    health: str
    """`up`, `down`, or `unknown` before the first scrape."""
    error: str = ""
    """Of the last scrape."""
    scraped: datetime | None = None
    """When it was last scraped; None for never."""
    took: float = 0.0
    """Seconds of the last scrape."""
    interval_ms: int = 0
    """0 where the server does not say."""
    timeout_ms: int = 0


@dataclass(frozen=True)
class LoadedRule:
    """One rule as the server evaluates it."""

    group: str
    name: str
    expr: str
    kind: str
    """`alerting` or `recording`."""
    health: str
    """`ok`, `err`, or `unknown` before its first evaluation."""
    error: str = ""
    """Of the last evaluation."""


@dataclass(frozen=True)
class HeadStatistics:
    """What is in memory, by `/api/v1/status/tsdb`: each list holds the largest only."""

    series: int
    by_metric: Mapping[str, int] = field(default_factory=dict)
    """Metric → its series."""
    values_by_label: Mapping[str, int] = field(default_factory=dict)
    """Label → the number of its values, over all metrics."""
