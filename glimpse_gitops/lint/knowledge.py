"""What is known of the series that queries can find: the catalogue, recording rules, and what Prometheus writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..model.catalogue import Catalogue, Series
from ..model.label import Label
from ..model.project import Definition
from ..model.rule_group import AlertRule, RecordingRule, RuleGroup, as_labels

ALERT_SERIES = frozenset({"ALERTS", "ALERTS_FOR_STATE"})
SCRAPE_SERIES = frozenset(
    {
        "up",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
        "scrape_timeout_seconds",
        "scrape_sample_limit",
        "scrape_body_size_bytes",
    }
)
"""Series that Prometheus writes for every target."""


@dataclass(frozen=True)
class Knowledge:
    """Names, labels and values of series; whatever is not known here is never called wrong."""

    catalogue: Catalogue
    recorded: frozenset[str] = frozenset()
    """Series that recording rules of the project make."""
    alerts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Alert name → the labels that its rule sets."""

    @property
    def is_complete(self) -> bool:
        """Whether a name that is not known here does not exist."""
        return self.catalogue.complete

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that is known."""
        return frozenset(self.catalogue.series) | self.recorded | ALERT_SERIES | SCRAPE_SERIES

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """Every series whose labels are known."""
        known = dict(self.catalogue.series)
        targets = {label.name: label for label in self.catalogue.target_labels}
        if self.is_complete and targets:
            known |= {name: Series(name, "gauge", "", targets, None) for name in SCRAPE_SERIES if name not in known}
        if self.is_complete and self.alerts:
            labels = self._alert_labels()
            known |= {name: Series(name, "gauge", "", labels, None) for name in ALERT_SERIES}
        return known

    @cached_property
    def all_labels(self) -> frozenset[str] | None:
        """Every label that some series has; None where the catalogue does not know all series."""
        if not self.is_complete or self.recorded:
            return None
        return frozenset(label for series in self.series.values() for label in series.labels)

    def labels_of(self, metric: str | None) -> frozenset[str] | None:
        """The labels that series of the metric can have; None where that is not known."""
        series = self.series.get(metric) if metric else None
        return None if series is None else frozenset(series.labels)

    def values_of(self, metric: str | None, label: str) -> tuple[str, ...]:
        """The values that the label can have there; empty where they are not listed."""
        series = self.series.get(metric) if metric else None
        if series is None or label not in series.labels:
            return ()
        return tuple(map(str, series.labels[label].values))

    def why_not(self, label: str, metrics: Iterable[str | None]) -> str:
        """Why a label must not be in a query of these metrics; empty where it may."""
        if label in self.catalogue.forbidden:
            return "is forbidden by the catalogue"
        declared = (self.catalogue.series.get(metric) for metric in metrics if metric)
        labels = (series.labels.get(label) for series in declared if series is not None)
        return "has no limit to its values" if any(one is not None and one.unbounded for one in labels) else ""

    def _alert_labels(self) -> dict[str, Label[Any]]:
        """The labels of `ALERTS`: any that an alert's expression may keep, those that rules set, and its own two."""
        names = {label for series in self.catalogue.series.values() for label in series.labels}
        names |= {label for labels in self.alerts.values() for label in labels}
        return {name: Label[Any](name) for name in sorted(names)} | {
            "alertname": Label[Any]("alertname", tuple(self.alerts)),
            "alertstate": Label[Any]("alertstate", ("firing", "pending")),
        }


def knowledge_of(catalogue: Catalogue, groups: Iterable[Definition[RuleGroup]]) -> Knowledge:
    """What a catalogue and some rule groups let us know."""
    rules = [rule for definition in groups for rule in definition.value.rules]
    return Knowledge(
        catalogue,
        frozenset(rule.record for rule in rules if isinstance(rule, RecordingRule)),
        {rule.name: as_labels(rule.labels) for rule in rules if isinstance(rule, AlertRule)},
    )
