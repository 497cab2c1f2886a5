"""What is known of the series that queries can find: the catalogue, recording rules, and what Prometheus writes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..model.catalogue import Catalogue
from ..model.catalogue_lock import NO_LOCK, CatalogueLock
from ..model.label import as_labels
from ..model.project import Definition
from ..model.rule_group import AlertRule, RecordingRule, RuleGroup
from ..promql.analysis import Analysis as Facts
from ..promql.locked import world_with_lock
from ..promql.parser import Parsed, parse
from ..promql.recorded import Recording, recorded_in
from ..promql.world import NAME, Known, World

ALERT_SERIES = frozenset({"ALERTS", "ALERTS_FOR_STATE"})
"""Series of alerts, those of other projects among them."""

_WELL_KNOWN = frozenset({"scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes"})
"""Series that Prometheus writes for every target where a flag says so."""


@dataclass(frozen=True)
class Knowledge:
    """Names, labels and values of series; whatever is not known here is never called wrong."""

    catalogue: Catalogue
    world: World
    recorded: frozenset[str] = frozenset()
    """Series that recording rules of the project make."""
    parsed: Mapping[str, Parsed] = field(default_factory=dict, repr=False, compare=False)
    """What these rules record, by the text of the expression: it had to be parsed, and need not be once more."""
    facts: Mapping[str, Facts] = field(default_factory=dict, repr=False, compare=False)
    """Likewise what is known of these expressions; it holds where the world is the one that it was found in."""

    @property
    def is_complete(self) -> bool:
        """Whether a name that is not known here does not exist."""
        return self.catalogue.complete

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that is known."""
        return frozenset(self.world.known) | self.recorded | ALERT_SERIES | _WELL_KNOWN

    @cached_property
    def all_labels(self) -> frozenset[str] | None:
        """Every label that some series has; None where not all series are known."""
        if not self.is_complete or any(name not in self.world.known for name in self.recorded):
            return None
        return frozenset(label for known in self.world.known.values() for label in known.labels) - {NAME}

    def labels_of(self, metric: str | None) -> frozenset[str] | None:
        """The labels that series of the metric can have; None where that is not known."""
        known = self.world.known.get(metric) if metric else None
        return None if known is None or known.open else known.labels - {NAME}

    def values_of(self, metric: str | None, label: str) -> tuple[str, ...]:
        """The values that the label can have there; empty where they are not listed."""
        known = self.world.known.get(metric) if metric else None
        return known.values.get(label, ()) if known is not None else ()

    def why_not(self, label: str, metrics: Iterable[str | None]) -> str:
        """Why a label must not be in a query of these metrics; empty where it may."""
        if label in self.catalogue.forbidden:
            return "is forbidden by the catalogue"
        declared = (self.catalogue.series.get(metric) for metric in metrics if metric)
        labels = (series.labels.get(label) for series in declared if series is not None)
        return "has no limit to its values" if any(one is not None and one.unbounded for one in labels) else ""


def knowledge_of(
    catalogue: Catalogue, groups: Iterable[Definition[RuleGroup]], lock: CatalogueLock = NO_LOCK
) -> Knowledge:
    """What a catalogue with its lock and some rule groups let us know. Of recorded series their rules tell the most."""
    rules = [rule for definition in groups for rule in definition.value.rules]
    recording = [rule for rule in rules if isinstance(rule, RecordingRule)]
    recorded = frozenset(rule.record for rule in recording)
    read = replace(lock, metrics={name: one for name, one in lock.metrics.items() if name not in recorded})
    recordings = _recordings(recording)
    made = recorded_in(world_with_lock(catalogue, read), recordings)
    world = made.world
    alerts = [rule for rule in rules if isinstance(rule, AlertRule)]
    if catalogue.complete and alerts:
        known = {name: _alert_series(world.known[name], alerts, world) for name in ALERT_SERIES}
        world = replace(world, known={**world.known, **known})
    parsed = {one.expression.text: one.expression for one in recordings}
    return Knowledge(catalogue, world, recorded, parsed, made.analyses)


def _recordings(rules: Iterable[RecordingRule]) -> list[Recording]:
    """Each rule once, even where it is defined in Python and stands in its rule file too."""
    distinct = {(rule.record, rule.expr, *sorted(as_labels(rule.labels).items())): rule for rule in rules}
    return [
        Recording(rule.record, parse(rule.expr, variables=False), as_labels(rule.labels)) for rule in distinct.values()
    ]


def _alert_series(known: Known, alerts: Iterable[AlertRule], world: World) -> Known:
    """The series of alerts, with every label that an alert's expression can keep or its rule sets."""
    labels = {label for one in world.known.values() for label in one.labels} - {NAME}
    labels |= {label for alert in alerts for label in as_labels(alert.labels)}
    values = {**known.values, "alertname": tuple(alert.name for alert in alerts)}
    return replace(known, domains={**dict.fromkeys(labels, math.inf), **known.domains}, values=values, open=False)
