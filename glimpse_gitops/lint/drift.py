"""Where the catalogue no longer tells the truth: what is declared or locked, held against what a server has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.catalogue import Catalogue, Series
from ..model.catalogue_lock import VALUES_LIMIT, CatalogueLock, ServerMetric

GROWN = 2
"""A label with more than this many times its bound has grown out of it; up to there it is only noted."""
_SHOWN = 3
"""Values that are named."""


@dataclass(frozen=True)
class Drift:
    """One difference."""

    metric: str
    """The series name; the name of the declared metric where the same holds for several of its series."""
    message: str
    serious: bool = True
    """False for what may be so: it is told, and does not fail `catalog verify`."""


def drifts(catalogue: Catalogue, lock: CatalogueLock, found: Iterable[ServerMetric]) -> tuple[Drift, ...]:
    """The differences, metric by metric in the order of `found`, which has a metric for every name that was looked for.

    Where a metric is declared, the declaration counts, else the lock.
    """
    told: list[Drift] = []
    for metric in found:
        declared, locked = catalogue.series.get(metric.name), lock.metrics.get(metric.name)
        if not metric.labels and not metric.series:
            told.append(Drift(metric.name, "the server has no series of it"))
        elif declared is not None:
            told += [Drift(metric.name, message, serious) for message, serious in _from_declared(declared, metric)]
        elif locked is not None:
            told += [Drift(metric.name, message, serious) for message, serious in _from_locked(locked, metric)]
    return tuple(_merged(told, catalogue))


def _merged(told: list[Drift], catalogue: Catalogue) -> list[Drift]:
    """What holds for several series of one declared metric, as of a histogram, once."""
    families: dict[tuple[str, str, bool], list[Drift]] = {}
    for drift in told:
        series = catalogue.series.get(drift.metric)
        key = (drift.metric if series is None else series.metric, drift.message, drift.serious)
        families.setdefault(key, []).append(drift)
    return [
        drifts[0] if len(drifts) == 1 else Drift(family, message, serious)
        for (family, message, serious), drifts in families.items()
    ]


def _from_declared(declared: Series, metric: ServerMetric) -> Iterator[tuple[str, bool]]:
    yield from _type(declared.type, metric)
    for name in sorted(metric.labels):
        label = declared.labels.get(name)
        if label is None:
            yield f'label "{name}" is on the server and not declared', True
        elif label.values:
            known = {_spelt(name, value) for value in label.values}
            strange = [value for value in metric.values.get(name, ()) if _spelt(name, value) not in known]
            if metric.labels[name] is None:
                yield _grown(name, metric, len(label.values)), True
            elif strange:
                shown = ", ".join(f'"{value}"' for value in strange[:_SHOWN])
                more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
                yield f'label "{name}" has values that are not declared: {shown}{more}', True
        elif label.bound is not None and not label.unbounded:
            yield from _size(name, metric, label.bound)
    for name in sorted(declared.labels.keys() - metric.labels.keys()):
        yield f'label "{name}" is declared, and no series has it', False
    if declared.at_most is not None and metric.series is not None and metric.series > declared.at_most:
        serious = metric.series > GROWN * declared.at_most
        yield f"it has {metric.series:,} series, and at most {declared.at_most:,} are declared", serious


def _from_locked(locked: ServerMetric, metric: ServerMetric) -> Iterator[tuple[str, bool]]:
    yield from _type(locked.type, metric)
    for name in sorted(metric.labels):
        if name not in locked.labels:
            yield f'label "{name}" is on the server and not in the lock file', True
            continue
        bound = locked.labels[name]
        count = metric.labels[name]
        if bound is not None and (count is None or count > GROWN * bound):
            yield _grown(name, metric, bound), True
    for name in sorted(locked.labels.keys() - metric.labels.keys()):
        yield f'label "{name}" is in the lock file, and no series has it', False
    if locked.series and metric.series and metric.series > GROWN * locked.series:
        yield f"it has {metric.series:,} series, more than twice the {locked.series:,} of the lock file", True


def _spelt(label: str, value: str) -> str:
    """The value as it is compared: Prometheus 2 writes `le="1"` where 3 writes `le="1.0"`."""
    try:
        return str(float(value)) if label == "le" else value
    except ValueError:
        return value


def _type(expected: str, metric: ServerMetric) -> Iterator[tuple[str, bool]]:
    if "unknown" not in (expected, metric.type) and expected != metric.type:
        yield f"its type is {metric.type} on the server, and {expected} here", True


def _size(name: str, metric: ServerMetric, bound: int) -> Iterator[tuple[str, bool]]:
    count = metric.labels[name]
    if count is None or count > GROWN * bound:
        yield _grown(name, metric, bound), True
    elif count > bound:
        yield f'label "{name}" has {count:,} values, and at most {bound:,} are declared', False


def _grown(name: str, metric: ServerMetric, bound: int) -> str:
    count = metric.labels[name]
    counted = f"more than {VALUES_LIMIT:,}" if count is None else f"{count:,}"
    return f'label "{name}" has grown: {counted} values, where {bound:,} are known'
