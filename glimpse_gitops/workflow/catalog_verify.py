"""`catalog verify`: does the server still have what the catalogue and its lock say?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..files.loader import load_project
from ..lint.drift import Drift, drifts
from ..prometheus.inventory import read_metrics
from .metric_server import MetricServer, open_index


@dataclass(frozen=True)
class Verification:
    """What was compared, and what differs."""

    server: str
    version: str
    metrics: int
    drifts: tuple[Drift, ...]


def verify(root: Path, server: MetricServer) -> Verification:
    """Compare every metric of the catalogue and the lock with the server. Only reads."""
    project = load_project(root)
    names = sorted({*project.catalogue.series, *project.lock.metrics})
    if not names:
        raise UsageError(
            "there is neither a catalogue nor a lock file: there is nothing to verify",
            "declare metrics in metrics/, or run `glimpse-gitops catalog snapshot` first",
        )
    with open_index(server, project.settings) as index:
        version = index.version()
        found = read_metrics(index, names)
    return Verification(index.server, version, len(names), drifts(project.catalogue, project.lock, found))
