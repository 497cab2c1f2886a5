"""Recording rules that store many series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class ManyRecordedSeries(Rule[QuerySubject]):
    """A recording rule that stores many series.

    ## What it does
    Works out from the label bounds of the catalogue how many series a recording rule can make, and reports more
    than a tenth of what is an error (CD405). It says nothing where no bound is declared.

    ## Why is this bad?
    What a rule records is stored for ever, like a scraped metric, once an evaluation.

    ## Example
    ```yaml
    record: job_rack:temperature:max
    expr: max by (job, rack) (temperature)
    ```

    ## Use instead
    ```yaml
    record: job:temperature:max
    expr: max by (job) (temperature)
    ```

    ## Options
    * `warn`: series from which it is told.
    * `limit`: series from which CD405 tells it.
    """

    id = "CD413"
    name = "many-recorded-series"
    severity = Severity.WARNING
    subject = QuerySubject

    warn: int = 5_000
    limit: int = 50_000

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts if subject.use == "recording" else None
        if facts is not None and self.warn < facts.count.series <= self.limit:
            said = f"the rule can store up to {facts.count.series:,.0f} series"
            yield Fault(said, "aggregate further: sum by (…) …", (0, len(subject.expr)))
