"""What a Prometheus says of the metrics that are linted: gathered once, before any rule runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .catalogue_lock import CatalogueLock, ServerMetric

LATELY = "7 days"
"""How far back the server was asked: what came and went within that time counts as there."""


@dataclass(frozen=True)
class Asked:
    """What the linted queries need to know."""

    metrics: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Metric → the labels whose values a query compares with constants."""


@dataclass(frozen=True)
class OnlineFacts:
    """The answers of one server."""

    server: str
    """Its address, as messages name it."""
    version: str = ""
    """Of a Prometheus; empty for what only speaks its API."""
    features: frozenset[str] = frozenset()
    """What `--enable-feature` has switched on there."""
    lately: frozenset[str] = frozenset()
    """Those of the metrics that were asked for that had a sample within `LATELY`."""
    now: frozenset[str] = frozenset()
    """Those of them that still have series in memory."""
    names: frozenset[str] = frozenset()
    """Names of other series, for hints; empty where there are too many to list."""
    metrics: Mapping[str, ServerMetric] = field(default_factory=dict)
    """Each metric that is there: its labels, and of those that were asked for the values."""
    unasked: frozenset[str] = frozenset()
    """Metrics that nothing was asked of, since the requests were used up."""
    requests: int = 0
    """How many were sent."""

    def knows(self, metric: str) -> bool:
        """Whether the server was asked for the metric."""
        return metric not in self.unasked

    @property
    def lock(self) -> CatalogueLock:
        """The same as a lock file would say it."""
        return CatalogueLock({name: one for name, one in self.metrics.items() if name in self.now})
