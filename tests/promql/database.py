"""A small random database of series with correlated labels, and the catalogue that tells the truth about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations
from random import Random
from typing import Any

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge, Metric

SCRAPE = 15
NOW = 900
"""The time of evaluation; samples go back to 0."""


@dataclass(frozen=True)
class Stored:
    """One series with its samples: time, value."""

    labels: Mapping[str, str]
    samples: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Database:
    """Everything that is stored."""

    series: tuple[Stored, ...]

    def of(self, metric: str) -> list[Stored]:
        return [stored for stored in self.series if stored.labels["__name__"] == metric]


def random_database(random: Random) -> Database:
    """Some jobs with instances and routes of their own: so job, instance and route depend on one another."""
    jobs = [f"job{number}" for number in range(random.randint(2, 4))]
    instances = [(random.choice(jobs), f"host{number}:90") for number in range(random.randint(3, 8))]
    routes = {job: [f"/{job}/{number}" for number in range(random.randint(1, 3))] for job in jobs}
    versions = {job: f"v{random.randint(1, 3)}" for job in jobs}
    found: list[Stored] = []

    def store(values: Iterator[float], **labels: str) -> None:
        times = range(random.randint(0, SCRAPE - 1), NOW + 1, SCRAPE)
        samples = tuple((float(time), next(values)) for time in times if random.random() < 0.97)
        found.append(Stored({name: value for name, value in labels.items() if value}, samples))

    for job, instance in instances:
        store(_either(random, (0.0, 1.0)), __name__="up", job=job, instance=instance)
        store(_walk(random, 0, 1000), __name__="memory_bytes", job=job, instance=instance)
        place = {"zone": f"z{random.randint(1, 2)}", "team": random.choice(["red", "blue", ""])}
        store(_either(random, (1.0,)), __name__="node_info", instance=instance, **place)
        for route in routes[job]:
            for code in random.sample(["200", "404", "500", "503"], random.randint(1, 3)):
                store(_count(random), __name__="requests_total", job=job, instance=instance, route=route, code=code)
    for job in jobs:
        store(_either(random, (1.0,)), __name__="build_info", job=job, version=versions[job])
        for route in routes[job]:
            for le in ("0.1", "1", "+Inf"):
                store(_count(random), __name__="latency_bucket", job=job, route=route, le=le)
    for zone in ("z1", "z2"):
        store(_walk(random, -20, 40), __name__="temperature", zone=zone)
    return Database(tuple(found))


def _either(random: Random, values: tuple[float, ...]) -> Iterator[float]:
    while True:
        yield random.choice(values)


def _walk(random: Random, low: int, high: int) -> Iterator[float]:
    while True:
        yield random.choice([float(random.randint(low, high)), random.uniform(low, high)])


def _count(random: Random) -> Iterator[float]:
    total = float(random.randint(0, 50))
    while True:
        yield total
        total = 0.0 if random.random() < 0.03 else total + random.choice([0, 0, 1, 5, 0.5])


_RANGES: Mapping[str, tuple[float | None, float | None]] = {
    "up": (0, 1),
    "memory_bytes": (0, 1000),
    "node_info": (1, 1),
    "build_info": (1, 1),
    "temperature": (-20, 40),
}


def random_catalogue(random: Random, database: Database) -> Catalogue:
    """A truthful catalogue that sometimes says less than it could, or nothing of a metric.

    The one metric with negative values is always declared: of an undeclared one that is rated we assume a counter.
    """
    names = sorted({stored.labels["__name__"] for stored in database.series})
    return Catalogue(
        tuple(_declared(random, name, database) for name in names if name == "temperature" or random.random() < 0.9),
        scrape_interval=f"{SCRAPE}s",
    )


def _declared(random: Random, metric: str, database: Database) -> Metric:
    stored = database.of(metric)
    names = sorted({name for series in stored for name in series.labels} - {"__name__"})
    labels = []
    for name in names:
        values = sorted({series.labels.get(name, "") for series in stored})
        known = "" in values or random.random() < 0.6
        labels.append(Label[Any](name, tuple(values)) if known else Label[Any](name, at_most=len(values)))
    groups = tuple(
        (pair, len({tuple(series.labels.get(name, "") for name in pair) for series in stored}))
        for size in (2, 3)
        for pair in combinations(names, size)
        if random.random() < 0.6
    )
    determines = tuple(
        (name, (other,))
        for name, other in permutations(names, 2)
        if random.random() < 0.7 and _depends(stored, name, other)
    )
    at_most = len(stored) if random.random() < 0.6 else None
    if metric.endswith(("_total", "_bucket")):
        return Counter(metric, "", labels=labels, at_most=at_most, groups=groups, determines=determines)
    low, high = _RANGES[metric]
    return Gauge(
        metric,
        "",
        labels=labels,
        at_most=at_most,
        groups=groups,
        determines=determines,
        minimum=low,
        maximum=high,
    )


def _depends(stored: list[Stored], name: str, other: str) -> bool:
    """Whether one label's value fixes the other's."""
    pairs = {(series.labels.get(name, ""), series.labels.get(other, "")) for series in stored}
    return len(pairs) == len({value for value, _ in pairs})
