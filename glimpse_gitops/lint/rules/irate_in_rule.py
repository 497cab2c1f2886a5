"""Alerts on the last two samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, QuerySubject


@dataclass(frozen=True)
class IrateInRule(Rule[QuerySubject]):
    """An alert on the last two samples.

    ## What it does
    Reports `irate` in the expression of an alert rule.

    ## Why is this bad?
    `irate` looks at the last two samples only. One slow scrape makes the alert fire, one quiet moment between two
    evaluations resets its `for`.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(irate(http_requests_total[5m])) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(rate(http_requests_total[5m])) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#irate
    """

    id = "PQ108"
    name = "irate-in-rule"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        in_alert = subject.use == "alert" or (subject.use == "step" and isinstance(subject.rule, AlertRuleSubject))
        if not in_alert:
            return
        for call in subject.analysis.calls:
            if call.function.value == "irate":
                yield Fault(
                    "irate() looks at two samples only: the alert flaps",
                    "use rate()",
                    call.function.span,
                    repair=Repair("use rate()", (Edit(call.function.span, "rate"),)),
                )
