"""The world of a catalogue and its lock: what is declared holds, and the lock fills in what is not.

* A metric that is declared keeps its labels, values and bounds. Where a label has no bound and is not declared as
  unbounded, the lock's number of values becomes its bound.
* A metric that only the lock knows has the labels and numbers of the lock, and no list of values.
* A metric that neither knows stays unknown: a snapshot is no proof that something does not exist.
* Without any declared metric, the scrape interval is the shortest of the lock's.
"""

from __future__ import annotations

import math
from dataclasses import replace

from ..model.catalogue import Catalogue, Series
from ..model.catalogue_lock import CatalogueLock, ServerMetric
from ..model.duration import parse_duration
from .cover import cheapest_cover
from .interval import ANYTHING, POSITIVE
from .world import NAME, Known, World, known_series, world_of

_UPWARDS = ("counter", "bucket")


def world_with_lock(catalogue: Catalogue, lock: CatalogueLock) -> World:
    """Everything that catalogue and lock tell."""
    if lock.scrape_intervals and not catalogue.metrics:
        shortest = min(lock.scrape_intervals.values(), key=parse_duration)
        catalogue = replace(catalogue, scrape_interval=shortest)
    world = world_of(catalogue)
    known = dict(world.known)
    for name, metric in lock.metrics.items():
        declared = catalogue.series.get(name)
        if declared is not None:
            known[name] = known_series(_filled(declared, metric))
        elif name not in known:
            known[name] = _known(metric)
        elif known[name].open:
            known[name] = replace(_known(metric), interval=known[name].interval, type=known[name].type)
    return replace(world, known=known)


def _filled(series: Series, metric: ServerMetric) -> Series:
    """The declaration, with the number of values where it does not limit a label."""
    counts = _domains(metric)
    labels = {
        name: replace(label, at_most=max(1, int(counts[name])))
        if label.bound is None and not label.unbounded and math.isfinite(counts.get(name, math.inf))
        else label
        for name, label in series.labels.items()
    }
    return replace(series, labels=labels)


def _known(metric: ServerMetric) -> Known:
    """What the lock alone says."""
    domains = _domains(metric)
    series = math.inf if metric.series is None else float(metric.series)
    most = min(series, cheapest_cover(domains, domains, ()))
    return Known(
        must=frozenset(metric.labels) - metric.sometimes | {NAME},
        domains={**domains, NAME: 1.0},
        series=most,
        expected=most,
        interval=POSITIVE if metric.type in _UPWARDS else ANYTHING,
        type=metric.type,
    )


def _domains(metric: ServerMetric) -> dict[str, float]:
    """Label → number of its values; a missing label counts as one."""
    return {
        name: math.inf if values is None else float(values + (name in metric.sometimes))
        for name, values in metric.labels.items()
    }
