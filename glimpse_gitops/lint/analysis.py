"""What is known of one expression: parsed once, analysed once, shared by all rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.catalogue import Catalogue
from ..promql.parser import Parsed, parse
from ..promql.tree import Selector, selectors

WELL_KNOWN = frozenset(
    {
        "up",
        "ALERTS",
        "ALERTS_FOR_STATE",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
        "scrape_timeout_seconds",
        "scrape_sample_limit",
        "scrape_body_size_bytes",
    }
)
"""Series that Prometheus itself writes."""


@dataclass(frozen=True)
class Knowledge:
    """What is known of the series that queries can find."""

    catalogue: Catalogue
    recorded: frozenset[str] = frozenset()
    """Series that recording rules of the project make."""

    @property
    def is_complete(self) -> bool:
        """Whether a name that is not known here does not exist."""
        return self.catalogue.complete

    @property
    def names(self) -> frozenset[str]:
        """Every name that is known."""
        return frozenset(self.catalogue.series) | self.recorded | WELL_KNOWN

    @property
    def all_labels(self) -> frozenset[str] | None:
        """Every label that some series has; None where the catalogue does not know all series."""
        if not self.is_complete or self.recorded:
            return None
        return frozenset(label for series in self.catalogue.series.values() for label in series.labels)

    def labels_of(self, metric: str | None) -> frozenset[str] | None:
        """The labels that series of the metric can have; None where that is not known."""
        series = self.catalogue.series.get(metric) if metric else None
        return None if series is None else frozenset(series.labels)

    def values_of(self, metric: str | None, label: str) -> tuple[str, ...]:
        """The values that the label can have there; empty where they are not listed."""
        series = self.catalogue.series.get(metric) if metric else None
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


@dataclass(frozen=True)
class Analysis:
    """One expression and what is known of it."""

    parsed: Parsed
    selectors: tuple[Selector, ...]
    knowledge: Knowledge


class Analyses:
    """Analyses by expression: an expression that stands in several places is analysed once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._done: dict[tuple[str, bool], Analysis] = {}

    def of(self, expr: str, *, variables: bool) -> Analysis:
        """The analysis of an expression; `variables` says whether Grafana puts variables into it."""
        key = (expr, variables)
        if key not in self._done:
            parsed = parse(expr, variables=variables)
            found = tuple(selectors(parsed.tree)) if parsed.tree is not None else ()
            self._done[key] = Analysis(parsed, found, self.knowledge)
        return self._done[key]
