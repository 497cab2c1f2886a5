"""Alert rules that can fire too often at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class AlertInstances(Rule[QuerySubject]):
    """An alert rule that can fire too often at once.

    ## What it does
    Works out how many alerts an alert rule can raise at most, from the label bounds of the catalogue: more than 50 is a
    warning, more than 1,000 an error. It says nothing where no bound is declared.

    ## Why is this bad?
    One cause pages hundreds of times, and the one alert that says what is wrong drowns.

    ## Example
    ```yaml
    alert: TooManyErrors
    expr: rate(http_requests_total{status_class="5xx"}[5m]) > 0.05
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Requests fail}
    ```

    ## Use instead
    ```yaml
    alert: TooManyErrors
    expr: sum by (job) (rate(http_requests_total{status_class="5xx"}[5m])) > 0.05
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Requests fail}
    ```

    ## Options
    * `warn`: alerts at once from which it is a warning.
    * `limit`: alerts at once from which it is an error.
    """

    id = "CD402"
    name = "alert-instances"
    severity = Severity.WARNING
    subject = QuerySubject
    needs = "series"

    warn: int = 50
    limit: int = 1000

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        facts = subject.analysis.facts
        if subject.use != "alert" or facts is None:
            return
        bound = facts.count.series
        if self.warn < bound < math.inf:
            severity = Severity.ERROR if bound > self.limit else None
            said = f"the rule can raise up to {bound:,.0f} alerts at once"
            yield Fault(said, "aggregate it: sum by (job) …", (0, len(subject.expr)), severity=severity)
