"""Recording rules that save nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class RecordingWithoutGain(Rule[QuerySubject]):
    """A recording rule that saves nothing.

    ## What it does
    Reports a recording rule whose result can have more than half as many series as it reads, without a rate or a
    quantile that would be costly to repeat. It says nothing where the catalogue bounds nothing.

    ## Why is this bad?
    The rule stores nearly what is stored already, and is evaluated all day for it.

    ## Example
    ```yaml
    record: job_instance:temperature:max
    expr: abs(http_requests_active)
    ```

    ## Use instead
    ```yaml
    record: job:http_requests_active:sum
    expr: sum by (job) (http_requests_active)
    ```

    ## Options
    * `share`: part of the series read that the result may have.
    """

    id = "CD406"
    name = "recording-without-gain"
    severity = Severity.INFO
    profile = "strict"
    subject = QuerySubject

    share: float = 0.5

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        analysis = subject.analysis
        facts = analysis.facts if subject.use == "recording" else None
        if facts is None or analysis.subqueries or any(one.window is not None for one in analysis.selectors):
            return
        read = sum(facts.counts[one].series for one in analysis.selectors)
        stored = facts.count.series
        if len(analysis.selectors) == 1 and 1 < read < math.inf and stored > self.share * read:
            said = f"the rule stores up to {stored:,.0f} of the {read:,.0f} series that it reads"
            yield Fault(said, "query the metric itself", (0, len(subject.expr)))
