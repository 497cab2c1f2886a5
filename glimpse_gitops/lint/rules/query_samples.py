"""Queries that read millions of samples."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class QuerySamples(Rule[QuerySubject]):
    """A query that reads millions of samples.

    ## What it does
    Works out from the catalogue how many samples one evaluation reads: series, times the samples in a range, times
    the steps of a subquery. It says nothing where the catalogue bounds nothing.

    ## Why is this bad?
    The time of an evaluation grows with the samples. A rule does it every minute, a graph once for every point.

    ## Example
    ```promql
    max_over_time(sum(rate(http_requests_total[5m]))[7d:1m])
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m]))
    ```

    ## Options
    * `samples`: samples that one evaluation may read.
    """

    id = "CD408"
    name = "query-samples"
    severity = Severity.WARNING
    subject = QuerySubject

    samples: int = 500_000_000

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        if facts is None or not any(one.window is not None for one in subject.analysis.selectors):
            return
        read = facts.costs[facts.tree].samples
        if self.samples < read < math.inf:
            said = f"one evaluation reads up to {read:,.0f} samples"
            yield Fault(said, "record the inner part, and query the recorded series", (0, len(subject.expr)))
