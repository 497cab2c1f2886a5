"""Recording rules that store too many series."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class RecordingSeries(Rule[QuerySubject]):
    """A recording rule that stores too many series.

    ## What it does
    Works out from the label bounds of the catalogue how many series a recording rule can make, and reports more
    than the limit. It says nothing where no bound is declared.

    ## Why is this bad?
    What a rule records is stored for ever, like a scraped metric. 100,000 series need some 0.6 GB of memory in
    Prometheus.

    ## Example
    ```yaml
    record: user:sessions:sum
    expr: sum by (rack, instance, job) (temperature) * on (job) group_left () count by (job) (up)
    ```

    ## Use instead
    ```yaml
    record: job:temperature:max
    expr: max by (job) (temperature)
    ```

    ## Options
    * `limit`: series that a recording rule may make.
    """

    id = "CD405"
    name = "recording-series"
    severity = Severity.ERROR
    subject = QuerySubject

    limit: int = 50_000

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts if subject.use == "recording" else None
        if facts is None:
            return
        bound = facts.count.series
        if self.limit < bound < math.inf:
            said = f"the rule can store up to {bound:,.0f} series"
            yield Fault(said, "aggregate further: sum by (…) …", (0, len(subject.expr)))
