"""Ranges over metrics whose scrape interval the catalogue declares."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.duration import format_duration
from ..promql.durations import seconds
from ..promql.tree import Selector, Window
from .analysis import Analysis
from .operands import CHANGES, RATES, vector_of


def declared_ranges(analysis: Analysis) -> Iterator[tuple[Selector, Window, float, float]]:
    """Selector, range, its seconds and those between two scrapes, for each function that needs two samples."""
    catalogue = analysis.knowledge.catalogue
    for call in analysis.calls:
        source = vector_of(call) if call.function.value in RATES | CHANGES else None
        if isinstance(source, Selector) and source.window is not None and source.metric in catalogue.series:
            length = seconds(source.window.duration)
            if length is not None:
                yield source, source.window, length, catalogue.scrape_interval_ms / 1000


def duration_text(length: float) -> str:
    """Seconds as PromQL writes them: 240 → `4m`."""
    return format_duration(round(length * 1000))
