"""The catalogue as a table for people, and as JSON for programs."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.duration import format_duration
from .amount import amount, at_most
from .count import counted

VERSION = 1
_HEADINGS = ("metric", "type", "unit", "series", "samples/s")


@dataclass(frozen=True)
class LabelBound:
    """A label, with the number of its values at most."""

    name: str
    values: float
    exact: bool
    """The values are listed one by one."""


@dataclass(frozen=True)
class CatalogueRow:
    """One metric."""

    name: str
    type: str
    unit: str
    labels: tuple[LabelBound, ...]
    series: float
    source: str
    """`catalogue` or `lock file`."""


def text(rows: Sequence[CatalogueRow], scrape_interval: float, *, width: int = 100) -> str:
    """A line a metric, its labels below it, and the total. `scrape_interval` is in seconds."""
    if not rows:
        return "no metrics: declare some in metrics/, or run `glimpse-gitops catalog snapshot`\n"
    cells = [
        _HEADINGS,
        *((row.name, row.type, row.unit, at_most(row.series), _rate(row.series / scrape_interval)) for row in rows),
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    lines = [_line(cells[0], widths)]
    for row, cell in zip(rows, cells[1:], strict=True):
        lines.append(_line(cell, widths))
        told = ", ".join(map(_label, row.labels)) or "no labels"
        if row.source != "catalogue":
            told += f" (from the {row.source})"
        lines += textwrap.wrap(told, width - 4, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    total = sum(row.series for row in rows if math.isfinite(row.series))
    more = sum(math.isinf(row.series) for row in rows)
    interval = format_duration(round(scrape_interval * 1000))
    rate = _rate(total / scrape_interval)
    said = f"{counted(len(rows), 'metric')}, {at_most(total)} series, {rate} samples/s, scraped every "
    lines += ["", f"{said}{interval}" + (f"; of {more} the number is not known" if more else "")]
    return "\n".join(lines) + "\n"


def as_json(rows: Sequence[CatalogueRow], scrape_interval: float) -> str:
    """The same as one JSON document; what is not known is null."""
    document = {
        "version": VERSION,
        "scrape_interval_seconds": scrape_interval,
        "metrics": [
            {
                "name": row.name,
                "type": row.type,
                "unit": row.unit,
                "series": _finite(row.series),
                "samples_per_second": _finite(row.series / scrape_interval),
                "labels": [
                    {"name": label.name, "values": _finite(label.values), "exact": label.exact} for label in row.labels
                ],
                "source": row.source,
            }
            for row in rows
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    words = [f"{cell:<{width}}" for cell, width in zip(cells[:3], widths, strict=False)]
    numbers = [f"{cell:>{width}}" for cell, width in zip(cells[3:], widths[3:], strict=True)]
    return "  ".join([*words, *numbers])


def _rate(value: float) -> str:
    return f"{value:.2g}" if value < 10 else amount(value)


def _label(label: LabelBound) -> str:
    if math.isinf(label.values):
        return f"{label.name} without limit"
    return f"{label.name} {'' if label.exact else '≤ '}{label.values:,.0f}"


def _finite(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else round(value, 6)
