"""The subjects of the catalogue: its metrics."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalogue import Catalogue
from ..model.origin import Origin
from ..model.source_index import SourceIndex
from .site import SourceSite
from .subjects import MetricSubject

_HOME = Origin("metrics", exact=False)
"""Where a metric is that no text of the sources names: a helper made it."""


def metric_subjects(catalogue: Catalogue, sources: SourceIndex) -> Iterator[MetricSubject]:
    """Every declared metric, in the order of the catalogue."""
    site = SourceSite(sources, _HOME)
    for metric in catalogue.metrics:
        named = site.text("", metric.name, metric.description)
        home = site.construct("", named)
        yield MetricSubject(
            object=f"metric {metric.name}",
            place=home,
            passage=named,
            parts=site.parts("", home, metric.name),
            json={"name": metric.name, "description": metric.description, "unit": metric.unit, "type": metric.type},
            metric=metric,
            catalogue=catalogue,
        )
