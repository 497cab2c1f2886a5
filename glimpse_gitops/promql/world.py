"""What is known of the series that a query reads: declared metrics, recorded ones, well-known ones.

``World`` answers for one metric name with ``Known``. A name that it does not know, or a selector without one fixed
name, is an open world: any label may be there, any value and any number of series, so that no analysis draws a false
conclusion.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.catalogue import Catalogue, Series
from ..model.label import Label
from .cover import Group, cheapest_cover
from .interval import ANYTHING, ONE, POSITIVE, UNIT, Interval
from .tree import Selector

NAME = "__name__"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the series of one metric name."""

    must: frozenset[str]
    """Labels that every series has, ``__name__`` among them."""
    domains: Mapping[str, float]
    """Every label that a series may have and ``__name__``, with the number of its values at most.

    Where a label may be missing, that counts as a value.
    """
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values themselves, for the labels whose values are all known; a missing label has the value ``""``."""
    groups: tuple[Group, ...] = ()
    series: float = math.inf
    """Series at most."""
    expected: float = math.inf
    """Series as a rule."""
    interval: Interval = ANYTHING
    """What a sample's value can be."""
    type: str = "unknown"
    """``counter``, ``gauge``, ``bucket``, ``recorded`` or ``unknown``."""
    open: bool = False
    """There may be other labels than these."""
    labels: frozenset[str] = frozenset()
    """The labels of ``domains``; derived."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", frozenset(self.domains))


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the analyses take as given."""

    known: Mapping[str, Known] = field(default_factory=dict)
    scrape_interval: float = 60.0
    """Seconds between two samples of a series."""
    evaluation_interval: float = 60.0
    """Seconds between two steps of a subquery that names none."""
    durations: Mapping[str, float] = field(default_factory=dict)
    """Seconds that Grafana variables stand for, by name without ``$``; an unknown one is taken for five minutes."""

    def of(self, node: Selector) -> Known | None:
        """What is known of the series that a selector reads; None if it is not one metric or not a known one."""
        name = node.name
        if name is not None:
            return None if name.variable else self.known.get(name.value)
        metric = node.metric
        return None if metric is None else self.known.get(metric)


def world_of(catalogue: Catalogue) -> World:
    """The world that a catalogue declares, with the series that Prometheus makes by itself."""
    scrape = catalogue.scrape_interval_ms / 1000
    declared = {name: known_series(series) for name, series in catalogue.series.items()}
    durations = {"__rate_interval": 4 * scrape, "__interval": scrape}
    return World({**_well_known(catalogue.target_labels), **declared}, scrape, durations=durations)


def known_series(series: Series) -> Known:
    """What one declared series name says."""
    domains = {label.name: _bound(label) for label in series.labels.values()}
    groups = (
        *(Group(frozenset(names), float(bound)) for names, bound in series.groups),
        *(Group(frozenset(others), 1.0, frozenset({name})) for name, others in series.determines),
    )
    at_most = math.inf if series.at_most is None else float(series.at_most)
    most = min(at_most, cheapest_cover(domains, domains, groups))
    return Known(
        must=frozenset((NAME, *(label.name for label in series.labels.values() if "" not in label.values))),
        domains={**domains, NAME: 1.0},
        values={label.name: tuple(label.values) for label in series.labels.values() if label.values},
        groups=groups,
        series=most,
        expected=most,
        interval=_interval(series),
        type=series.type,
    )


def _bound(label: Label[Any]) -> float:
    return math.inf if label.bound is None else float(label.bound)


def _interval(series: Series) -> Interval:
    low = -math.inf if series.minimum is None else float(series.minimum)
    high = math.inf if series.maximum is None else float(series.maximum)
    cumulative = series.type in ("counter", "bucket")
    return Interval(max(low, 0.0) if cumulative else low, high, nan=not cumulative and series.minimum is None)


_SCRAPED = (
    "scrape_duration_seconds",
    "scrape_samples_scraped",
    "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
    "scrape_timeout_seconds",
    "scrape_sample_limit",
    "scrape_body_size_bytes",
)


def _well_known(target_labels: Iterable[Label[Any]]) -> dict[str, Known]:
    """``up`` and its kind have the labels of targets; alerts have those that their rules give them."""
    targets = {label.name: _bound(label) for label in target_labels}
    per_target = Known(
        must=frozenset((NAME, *targets)) if targets else frozenset({NAME}),
        domains={**targets, NAME: 1.0},
        values={label.name: tuple(label.values) for label in target_labels if label.values},
        series=math.prod(targets.values()) if targets else math.inf,
        expected=math.prod(targets.values()) if targets else math.inf,
        interval=POSITIVE,
        type="gauge",
        open=not targets,
    )
    alert = Known(
        must=frozenset({NAME, "alertname"}), domains={"alertname": math.inf, NAME: 1.0}, type="gauge", open=True
    )
    return {
        "up": replace(per_target, interval=UNIT),
        **dict.fromkeys(_SCRAPED, per_target),
        "ALERTS": replace(
            alert,
            must=alert.must | {"alertstate"},
            domains={**alert.domains, "alertstate": 2.0},
            values={"alertstate": ("firing", "pending")},
            interval=ONE,
        ),
        "ALERTS_FOR_STATE": replace(alert, interval=POSITIVE),
    }
