"""What a server has of some metrics, by index calls only: one a metric, or one a label where it is large."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from ..model.catalogue_lock import VALUES_LIMIT, ServerMetric
from .index import HeadSeries, Index

SERIES_LIMIT = 20_000
"""A metric with more series is looked at label by label: its series are never listed."""

_PARALLEL = 4
_SUFFIXES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "histogram": (("_bucket", "bucket"), ("_sum", "counter"), ("_count", "counter")),
    "summary": (("_sum", "counter"), ("_count", "counter")),
    "counter": (("_total", "counter"),),
}
"""Type of a family → the series that it makes beside one of its own name, and their types."""
_KNOWN_TYPES = ("counter", "gauge", "histogram", "summary")


def read_metrics(index: Index, names: Iterable[str]) -> list[ServerMetric]:
    """Each of these metrics as the server has it; one that it does not have has no labels and no series."""
    head = index.head_series()
    types = index.types()

    def read(name: str) -> ServerMetric:
        return _read(index, name, type_of(name, types), head)

    with ThreadPoolExecutor(_PARALLEL) as pool:
        return list(pool.map(read, names))


def type_of(name: str, types: Mapping[str, str]) -> str:
    """The type of a series name, from the types of families."""
    if types.get(name) in _KNOWN_TYPES:
        return types[name]
    for family_type, made in _SUFFIXES.items():
        for suffix, kind in made:
            if name.endswith(suffix) and types.get(name.removesuffix(suffix)) == family_type:
                return kind
    return "unknown"


def _read(index: Index, name: str, kind: str, head: HeadSeries | None) -> ServerMetric:
    if head is not None and head.bound(name) <= SERIES_LIMIT:
        found = index.series(name, SERIES_LIMIT + 1)
        if len(found) <= SERIES_LIMIT:
            return _counted(name, kind, found)
    return _looked_at(index, name, kind, head)


def _counted(name: str, kind: str, series: list[dict[str, str]]) -> ServerMetric:
    """From the list of all series."""
    values: dict[str, set[str]] = {}
    present: dict[str, int] = {}
    for labels in series:
        for label, value in labels.items():
            if label != "__name__":
                values.setdefault(label, set()).add(value)
                present[label] = present.get(label, 0) + 1
    listed = {label: tuple(sorted(found)) for label, found in values.items()}
    sometimes = frozenset(label for label, count in present.items() if count < len(series))
    return _metric(name, kind, len(series), listed, sometimes)


def _looked_at(index: Index, name: str, kind: str, head: HeadSeries | None) -> ServerMetric:
    """From the values of each label; whether every series has it is not known."""
    labels = [label for label in index.labels(name) if label != "__name__"]
    listed = {label: tuple(sorted(index.values(name, label, VALUES_LIMIT + 1))) for label in labels}
    return _metric(name, kind, None if head is None else head.counts.get(name), listed, frozenset(labels))


def _metric(
    name: str, kind: str, series: int | None, listed: Mapping[str, tuple[str, ...]], sometimes: frozenset[str]
) -> ServerMetric:
    counts = {label: len(found) if len(found) <= VALUES_LIMIT else None for label, found in listed.items()}
    values = {label: found for label, found in listed.items() if counts[label] is not None}
    return ServerMetric(name, kind, series, counts, sometimes, values)
