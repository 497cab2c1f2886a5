"""What `doctor` asks a Prometheus: status calls and its index, never a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..doctor.observations import Missed, Server
from ..errors import GlimpseError
from ..lint.drift import Drift, drifts
from ..model.catalogue_lock import NO_LOCK
from ..model.metric import Histogram
from ..model.project import Project
from ..model.prometheus_status import HeadStatistics, LoadedRule, Target
from ..prometheus.connect import Account, connect
from ..prometheus.index import Ask, Index
from ..prometheus.inventory import read_metrics
from ..prometheus.status import read_head, read_retention, read_rules, read_targets

LOOKBACK = 300.0
"""Seconds: a series without a sample since then is not there, for Prometheus' own queries neither."""
_HISTOGRAMS = 20
"""Histograms beside those of the catalogue whose buckets are counted."""
_BUCKETS_AT_MOST = 1_000
Read = TypeVar("Read")


@dataclass(frozen=True)
class PrometheusSeen:
    """All that it told."""

    targets: tuple[Target, ...] | Missed
    rules: tuple[LoadedRule, ...] | Missed
    head: HeadStatistics | Missed
    retention: int | Missed
    drifts: tuple[Drift, ...] | Missed
    buckets: Mapping[str, int] | Missed


def see_prometheus(server: Server, account: Account, ca_file: str, project: Project) -> PrometheusSeen:
    """Ask it, or say why not."""
    if server.state != "up" or server.time is None:
        missed = server.missed
        return PrometheusSeen(missed, missed, missed, missed, missed, missed)
    with connect(server.url, account, ca_file=ca_file) as ask:
        index = Index(ask, server.url, server.time.timestamp() - LOOKBACK)
        return PrometheusSeen(
            attempt(lambda: read_targets(ask)),
            attempt(lambda: read_rules(ask)),
            attempt(lambda: read_head(ask)),
            attempt(lambda: read_retention(ask)),
            attempt(lambda: _drifts(index, project)),
            attempt(lambda: _buckets(ask, index, project)),
        )


def attempt(read: Callable[[], Read]) -> Read | Missed:
    """What `read` gives, or why it could not."""
    try:
        return read()
    except GlimpseError as error:
        return Missed(error.message, error.hint)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return Missed(f"the answer cannot be understood ({type(error).__name__})", "is a proxy in between?")


def _drifts(index: Index, project: Project) -> tuple[Drift, ...]:
    return drifts(project.catalogue, NO_LOCK, read_metrics(index, project.catalogue.series))


def _buckets(ask: Ask, index: Index, project: Project) -> Mapping[str, int]:
    names = [metric.name for metric in project.catalogue.metrics if isinstance(metric, Histogram)]
    largest = [name for name in read_head(ask).by_metric if name.endswith("_bucket")][:_HISTOGRAMS]
    names += [name.removesuffix("_bucket") for name in largest]
    counts = {name: len(index.values(f"{name}_bucket", "le", _BUCKETS_AT_MOST)) for name in dict.fromkeys(names)}
    return {name: count for name, count in counts.items() if count}
