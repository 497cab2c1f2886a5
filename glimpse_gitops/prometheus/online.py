"""What `lint --online` asks a server: names, labels and label values from its index, and never a query.

Two calls list all names, one each the types and the sizes of metrics; then one a metric for its labels, and one a label
that a query compares with a constant. At most `PARALLEL` at once, and `MOST` in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from ..errors import RefusedError
from ..model.catalogue_lock import VALUES_LIMIT, ServerMetric
from ..model.online_facts import Asked, OnlineFacts
from .index import Ask, HeadSeries, Index
from .inventory import type_of
from .sparing import Sparing, SpentError

MOST = 2_000
"""Requests of one run."""
PARALLEL = 4
NAMES_LIMIT = 100_000
"""A server with more series names is asked for each metric instead of for the list."""
_WEEK = 7 * 24 * 3600.0
_HOUR = 3600.0
_HINTED = 20_000
"""Names among which a misspelt one is looked for."""

Key = TypeVar("Key")
Found = TypeVar("Found")


def gather(ask: Ask, server: str, now: float, asked: Asked, *, most: int = MOST) -> OnlineFacts:
    """Everything that the rules need; `now` is the Unix time. Raises UnreachableError where it is no Prometheus."""
    sparing = Sparing(ask, most)
    recent, week = Index(sparing, server, now - _HOUR), Index(sparing, server, now - _WEEK)
    build, features = recent.build(), _features(recent)
    names, current = week.names(NAMES_LIMIT + 1), recent.names(NAMES_LIMIT + 1)
    if len(names) > NAMES_LIMIT:
        sizes = _each(asked.metrics, lambda metric: bool(week.series(metric, 1)))
        unasked = frozenset(asked.metrics) - sizes.keys()
        names = [metric for metric, found in sizes.items() if found]
        there = [metric for metric in names if recent.series(metric, 1)]
    else:
        unasked, there = frozenset[str](), [metric for metric in asked.metrics if metric in set(current)]
    lately = frozenset(names) & frozenset(asked.metrics)
    head, types = recent.head_series(), recent.types() if lately else {}
    read = _each(sorted(lately), lambda name: _metric(week, name, asked.labels.get(name, ()), types, head))
    return OnlineFacts(
        server,
        "" if "application" in build else str(build.get("version") or ""),
        features,
        lately,
        frozenset(there),
        frozenset(names if len(names) <= _HINTED else ()),
        read,
        unasked | (lately - read.keys()),
        sparing.count,
    )


def _metric(
    index: Index, name: str, asked: Iterable[str], types: Mapping[str, str], head: HeadSeries | None
) -> ServerMetric:
    """One metric: the labels of its series, and the values of those that were asked for."""
    labels = [label for label in index.labels(name) if label != "__name__"]
    values = {label: tuple(index.values(name, label, VALUES_LIMIT + 1)) for label in asked if label in labels}
    counts = {label: len(found) for label, found in values.items() if len(found) <= VALUES_LIMIT}
    return ServerMetric(
        name,
        type_of(name, types),
        None if head is None else head.counts.get(name),
        {label: counts.get(label) for label in labels},
        frozenset(labels),
        {label: found for label, found in values.items() if label in counts},
    )


def _each(keys: Iterable[Key], read: Callable[[Key], Found]) -> dict[Key, Found]:
    """What was read of each, as far as the requests lasted."""

    def attempt(key: Key) -> list[tuple[Key, Found]]:
        try:
            return [(key, read(key))]
        except SpentError:
            return []

    with ThreadPoolExecutor(PARALLEL) as pool:
        return dict(pair for pairs in pool.map(attempt, list(keys)) for pair in pairs)


def _features(index: Index) -> frozenset[str]:
    """The feature flags that are switched on; none where the server does not tell."""
    try:
        flags: Any = index.flags()
    except RefusedError:
        return frozenset()
    told = str(flags.get("enable-feature") or "") if isinstance(flags, dict) else ""
    return frozenset(one for one in told.strip("[]").replace(",", " ").split() if one)
