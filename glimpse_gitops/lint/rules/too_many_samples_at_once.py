"""Graphs that Prometheus stops."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    QuerySubject,
)


@dataclass(frozen=True)
class TooManySamplesAtOnce(Rule[QuerySubject]):
    """A graph that Prometheus stops.

    ## What it does
    Works out from the catalogue how many samples a panel's query over time holds in memory at once: series times
    points. Subqueries are left out, and it says nothing where the catalogue bounds nothing.

    ## Why is this bad?
    Prometheus stops a query that loads more than `--query.max-samples`, 50 million if not set: the panel shows an
    error.

    ## Example
    ```promql
    max(temperature - temperature offset 1h)
    ```

    ## Use instead
    ```promql
    max(temperature) - max(temperature offset 1h)
    ```

    ## Options
    * `samples`: what the servers allow.
    * `points`: points that a graph has.
    """

    id = "CD414"
    name = "too-many-samples-at-once"
    severity = Severity.ERROR
    subject = QuerySubject

    samples: int = 50_000_000
    points: int = 500

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        facts = subject.analysis.facts if subject.use == "panel" and not subject.instant else None
        if facts is None or subject.analysis.subqueries:
            return
        held = facts.costs[facts.tree].peak * self.points
        if self.samples < held < math.inf:
            said = f"up to {held:,.0f} samples at once: {self.points:,} points of each series"
            yield Fault(said, "record it, or select fewer series", (0, len(subject.expr)))
