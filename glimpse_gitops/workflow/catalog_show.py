"""`catalog show`: every metric that is known, with what it costs, the most expensive first."""

from __future__ import annotations

from pathlib import Path

from ..files.loader import load_project
from ..lint.knowledge import knowledge_of
from ..promql.world import NAME, Known
from ..report.catalogue_rows import CatalogueRow, LabelBound


def catalogue_rows(root: Path) -> tuple[tuple[CatalogueRow, ...], float]:
    """The metrics by series, the largest first, and the scrape interval in seconds.

    The series of one histogram are one row. Metrics that only the lock knows are rows of their own.
    """
    project = load_project(root)
    knowledge = knowledge_of(project.catalogue, project.rule_groups, project.lock)
    world = knowledge.world
    families: dict[str, list[str]] = {}
    for name, series in project.catalogue.series.items():
        families.setdefault(series.metric, []).append(name)
    declared = {metric.name: metric for metric in project.catalogue.metrics}
    rows = [
        _row(name, declared[name].type, declared[name].unit, [world.known[one] for one in names], "catalogue")
        for name, names in families.items()
    ]
    rows += [
        _row(name, metric.type, "", [world.known[name]], "lock file")
        for name, metric in project.lock.metrics.items()
        if name not in project.catalogue.series and name not in knowledge.recorded
    ]
    return tuple(sorted(rows, key=lambda row: (-row.series, row.name))), world.scrape_interval


def _row(name: str, kind: str, unit: str, known: list[Known], source: str) -> CatalogueRow:
    widest = max(known, key=lambda one: len(one.labels))
    labels = tuple(
        LabelBound(label, bound, label in widest.values)
        for label, bound in sorted(widest.domains.items())
        if label != NAME
    )
    return CatalogueRow(name, kind, unit, labels, sum(one.series for one in known), source)
