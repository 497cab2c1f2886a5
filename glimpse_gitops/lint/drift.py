"""Where the catalogue no longer tells the truth: what is declared or locked, held against what a server has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from ..model.catalogue import Catalogue, Series
from ..model.catalogue_lock import VALUES_LIMIT, CatalogueLock, ServerMetric

GROWN = 2
"""A label with more than this many times its bound has grown out of it; up to there it is only noted."""
_SHOWN = 3
"""Values that are named."""
_Told = tuple[str, bool, "About"]
"""Message, whether it is serious, and what it is about."""


class About(Enum):
    """What a difference is about."""

    PRESENCE = auto()
    TYPE = auto()
    LABELS = auto()
    """A label that is there and not declared, or the other way round."""
    VALUES = auto()
    SIZE = auto()
    """Labels or metrics that are larger than declared."""


@dataclass(frozen=True)
class Drift:
    """One difference."""

    metric: str
    """The series name; the name of the declared metric where the same holds for several of its series."""
    message: str
    serious: bool = True
    """False for what may be so: it is told, and does not fail `catalog verify`."""
    about: About = About.LABELS


def drifts(catalogue: Catalogue, lock: CatalogueLock, found: Iterable[ServerMetric]) -> tuple[Drift, ...]:
    """The differences, metric by metric in the order of `found`, which has a metric for every name that was looked for.

    Where a metric is declared, the declaration counts, else the lock.
    """
    told: list[Drift] = []
    for metric in found:
        declared, locked = catalogue.series.get(metric.name), lock.metrics.get(metric.name)
        if not metric.labels and not metric.series:
            told.append(Drift(metric.name, "the server has no series of it", about=About.PRESENCE))
        elif declared is not None:
            told += [Drift(metric.name, *told_of) for told_of in _from_declared(declared, metric)]
        elif locked is not None:
            told += [Drift(metric.name, *told_of) for told_of in _from_locked(locked, metric)]
    return tuple(_merged(told, catalogue))


def _merged(told: list[Drift], catalogue: Catalogue) -> list[Drift]:
    """What holds for several series of one declared metric, as of a histogram, once."""
    families: dict[Drift, list[Drift]] = {}
    for drift in told:
        series = catalogue.series.get(drift.metric)
        family = drift.metric if series is None else series.metric
        families.setdefault(replace(drift, metric=family), []).append(drift)
    return [drifts[0] if len(drifts) == 1 else family for family, drifts in families.items()]


def _from_declared(declared: Series, metric: ServerMetric) -> Iterator[_Told]:
    yield from _type(declared.type, metric)
    for name in sorted(metric.labels):
        label = declared.labels.get(name)
        if label is None:
            yield f'label "{name}" is on the server and not declared', True, About.LABELS
        elif label.values:
            known = {_spelt(name, value) for value in label.values}
            strange = [value for value in metric.values.get(name, ()) if _spelt(name, value) not in known]
            if metric.labels[name] is None:
                yield _grown(name, metric, len(label.values)), True, About.SIZE
            elif strange:
                shown = ", ".join(f'"{value}"' for value in strange[:_SHOWN])
                more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
                yield f'label "{name}" has values that are not declared: {shown}{more}', True, About.VALUES
        elif label.bound is not None and not label.unbounded:
            yield from _size(name, metric, label.bound)
    for name in sorted(declared.labels.keys() - metric.labels.keys()):
        yield f'label "{name}" is declared, and no series has it', False, About.LABELS
    if declared.at_most is not None and metric.series is not None and metric.series > declared.at_most:
        serious = metric.series > GROWN * declared.at_most
        yield f"it has {metric.series:,} series, and at most {declared.at_most:,} are declared", serious, About.SIZE


def _from_locked(locked: ServerMetric, metric: ServerMetric) -> Iterator[_Told]:
    yield from _type(locked.type, metric)
    for name in sorted(metric.labels):
        if name not in locked.labels:
            yield f'label "{name}" is on the server and not in the lock file', True, About.LABELS
            continue
        bound = locked.labels[name]
        count = metric.labels[name]
        if bound is not None and (count is None or count > GROWN * bound):
            yield _grown(name, metric, bound), True, About.SIZE
    for name in sorted(locked.labels.keys() - metric.labels.keys()):
        yield f'label "{name}" is in the lock file, and no series has it', False, About.LABELS
    if locked.series and metric.series and metric.series > GROWN * locked.series:
        yield (
            f"it has {metric.series:,} series, more than twice the {locked.series:,} of the lock file",
            True,
            About.SIZE,
        )


def _spelt(label: str, value: str) -> str:
    """The value as it is compared: Prometheus 2 writes `le="1"` where 3 writes `le="1.0"`."""
    try:
        return str(float(value)) if label == "le" else value
    except ValueError:
        return value


def _type(expected: str, metric: ServerMetric) -> Iterator[_Told]:
    if "unknown" not in (expected, metric.type) and expected != metric.type:
        yield f"its type is {metric.type} on the server, and {expected} here", True, About.TYPE


def _size(name: str, metric: ServerMetric, bound: int) -> Iterator[_Told]:
    count = metric.labels[name]
    if count is None or count > GROWN * bound:
        yield _grown(name, metric, bound), True, About.SIZE
    elif count > bound:
        yield f'label "{name}" has {count:,} values, and at most {bound:,} are declared', False, About.SIZE


def _grown(name: str, metric: ServerMetric, bound: int) -> str:
    count = metric.labels[name]
    counted = f"more than {VALUES_LIMIT:,}" if count is None else f"{count:,}"
    return f'label "{name}" has grown: {counted} values, where {bound:,} are known'
