"""The catalogue lock: what a Prometheus really has of the metrics that a project uses, as of its last snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LOCK_FILE = "metrics/catalog.lock.json"
"""Where a project keeps it, with `/`."""

VALUES_LIMIT = 1_000
"""Values of one label that are counted; a label with more counts as unbounded."""


@dataclass(frozen=True)
class ServerMetric:
    """The series of one name on a server."""

    name: str
    """As Prometheus stores it: a histogram is `…_bucket`, `…_sum` and `…_count`."""
    type: str = "unknown"
    """`counter`, `gauge`, `bucket`, `histogram` (a native one), `summary` or `unknown`."""
    series: int | None = None
    """None where the server does not tell."""
    labels: Mapping[str, int | None] = field(default_factory=dict)
    """Label → number of its values; None for more than `VALUES_LIMIT`."""
    sometimes: frozenset[str] = frozenset()
    """Labels that some series may lack."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values themselves, sorted, for labels that have not too many; the lock does not keep them."""


@dataclass(frozen=True)
class CatalogueLock:
    """Metrics by name, and how often their jobs are scraped (`15s`)."""

    metrics: Mapping[str, ServerMetric] = field(default_factory=dict)
    scrape_intervals: Mapping[str, str] = field(default_factory=dict)


NO_LOCK = CatalogueLock()
"""Nothing was snapshot."""


def lock_of(metrics: Iterable[ServerMetric], scrape_intervals: Mapping[str, str]) -> CatalogueLock:
    """The lock of some metrics; what does not exist on the server is left out, and so are values and idle jobs."""
    kept = [metric for metric in metrics if metric.labels or metric.series]
    return CatalogueLock({metric.name: metric for metric in sorted(kept, key=lambda one: one.name)}, scrape_intervals)
