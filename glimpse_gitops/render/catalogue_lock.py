"""The catalogue lock as a file: sorted, a metric a line, so that a review shows what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model.artifact import Artifact
from ..model.catalogue_lock import LOCK_FILE, CatalogueLock, ServerMetric

VERSION = 1


def lock_artifact(lock: CatalogueLock) -> Artifact:
    """The lock file; the same lock gives the same text."""
    parts = [
        f'  "version": {VERSION}',
        f'  "scrape_intervals": {_line(dict(sorted(lock.scrape_intervals.items())))}',
        f'  "metrics": {_lines({name: _metric(metric) for name, metric in sorted(lock.metrics.items())})}',
    ]
    return Artifact(LOCK_FILE, "{\n" + ",\n".join(parts) + "\n}\n")


def _metric(metric: ServerMetric) -> dict[str, Any]:
    told: dict[str, Any] = {"type": metric.type, "series": metric.series}
    told["labels"] = dict(sorted(metric.labels.items()))
    if metric.sometimes:
        told["sometimes"] = sorted(metric.sometimes)
    return told


def _lines(values: Mapping[str, Any]) -> str:
    if not values:
        return "{}"
    return "{\n" + ",\n".join(f"    {_line(key)}: {_line(value)}" for key, value in values.items()) + "\n  }"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
