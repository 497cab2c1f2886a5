"""Which edits of a rule make its instances start over, by Grafana version.

Measured on 12.4.0 and 11.6.2 with rules that were firing, one edit each. Grafana has no list of its own: it compares a
fingerprint of the stored rule, and whatever is in there resets.
"""

from __future__ import annotations

from dataclasses import dataclass

ANNOTATIONS = "annotations"
PLACE = "place in the group"
INTERVAL = "interval of the group"


@dataclass(frozen=True)
class ResetTable:
    """The edits that leave the instances of a rule alone. Every other one, known to us or not, starts them over."""

    since: tuple[int, int]
    """The first version, major and minor, that it is for."""
    keeps: frozenset[str]


_ALWAYS = frozenset({ANNOTATIONS, "keep_firing_for", "missingSeriesEvalsToResolve", INTERVAL})

TABLES = (
    ResetTable((0, 0), _ALWAYS),
    # Since 12.1 the position is no part of the fingerprint any more (grafana/grafana#106407).
    ResetTable((12, 1), _ALWAYS | {PLACE}),
)


def table_for(version: tuple[int, int]) -> ResetTable:
    """The table for a server's version, e.g. `(12, 4)`."""
    return next(table for table in reversed(TABLES) if version >= table.since)
