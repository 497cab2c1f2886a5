"""The catalogue lock on disk: `catalog snapshot` writes it, people commit it, everything else reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import ProjectError
from ..model.catalogue_lock import LOCK_FILE, NO_LOCK, CatalogueLock, ServerMetric
from ..model.duration import parse_duration
from ..render.catalogue_lock import VERSION, lock_artifact
from .writer import write_artifacts

_AGAIN = "delete it, then write it anew with `glimpse-gitops catalog snapshot`"


def read_lock(root: Path) -> CatalogueLock:
    """The lock of the project at `root`; an empty one where there is no file. ProjectError for anything unreadable."""
    try:
        text = (root / LOCK_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return NO_LOCK
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{LOCK_FILE} cannot be read: {error}", _AGAIN) from None
    try:
        return _lock(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ProjectError(f"{LOCK_FILE} is no lock file: {error}", _AGAIN) from None


def write_lock(lock: CatalogueLock, root: Path) -> bool:
    """Write the lock of the project at `root`; False where the file was like this already."""
    folder = (root / LOCK_FILE).parent
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ProjectError(f"{folder} cannot be made: {error.strerror}", "check the folder's permissions") from None
    return bool(write_artifacts([lock_artifact(lock)], root).written)


def _lock(document: Any) -> CatalogueLock:
    if document["version"] != VERSION:
        raise ValueError(f"its version is {document['version']!r}, and this tool knows {VERSION}")
    intervals = {str(job): str(interval) for job, interval in document["scrape_intervals"].items()}
    for interval in intervals.values():
        if not parse_duration(interval):
            raise ValueError(f'a scrape interval cannot be "{interval}"')
    metrics = {name: _metric(name, told) for name, told in document["metrics"].items()}
    return CatalogueLock(metrics, intervals)


def _metric(name: str, told: Any) -> ServerMetric:
    labels = {label: _count(values, name) for label, values in told["labels"].items()}
    sometimes = frozenset(str(label) for label in told.get("sometimes", ()))
    return ServerMetric(name, str(told["type"]), _count(told["series"], name), labels, sometimes)


def _count(value: Any, name: str) -> int | None:
    if value is not None and (type(value) is not int or value < 0):
        raise ValueError(f'"{name}" has {value!r} where a number must be')
    return value
