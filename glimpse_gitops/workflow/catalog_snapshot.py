"""`catalog snapshot`: write down what a server has of the metrics that the project declares or queries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..compile.project import compile_project
from ..compile.references import with_references
from ..compile.target import GRAFANA_12
from ..errors import UsageError
from ..files.catalogue_lock import write_lock
from ..files.loader import load_project
from ..lint.knowledge import ALERT_SERIES
from ..lint.runner import subjects_of
from ..lint.subjects import QuerySubject
from ..model.catalogue_lock import CatalogueLock, lock_of
from ..model.project import Project
from ..model.rule_group import RecordingRule
from ..prometheus.inventory import read_metrics
from .metric_server import MetricServer, open_index


@dataclass(frozen=True)
class Snapshot:
    """What was found and written."""

    server: str
    version: str
    lock: CatalogueLock
    missing: tuple[str, ...]
    """Metrics that the project uses and the server does not have."""
    written: bool
    """False where the file was like this already."""


def snapshot(root: Path, server: MetricServer) -> Snapshot:
    """Ask the server for every metric that the project uses, and write the lock file."""
    project = load_project(root)
    names = metrics_of(project)
    if not names:
        raise UsageError(
            "the project declares and queries no metric: there is nothing to ask for",
            "write a query or a catalogue first",
        )
    with open_index(server, project.settings) as index:
        version = index.version()
        found = read_metrics(index, names)
        lock = lock_of(found, index.scrape_intervals())
    written = write_lock(lock, root)
    missing = tuple(name for name in names if name not in lock.metrics)
    return Snapshot(index.server, version, lock, missing, written)


def metrics_of(project: Project) -> list[str]:
    """Every series name that the project declares or queries, sorted, without those that it records."""
    project = with_references(project)
    subjects, _ = subjects_of(project, compile_project(project, GRAFANA_12).bundle)
    queries = [subject for subject in subjects if isinstance(subject, QuerySubject)]
    read = {selector.metric for query in queries for selector in query.analysis.selectors}
    rules = [rule for group in project.rule_groups for rule in group.value.rules]
    own = {rule.record for rule in rules if isinstance(rule, RecordingRule)} | ALERT_SERIES
    return sorted({name for name in read if name is not None and "$" not in name} - own | set(project.catalogue.series))
