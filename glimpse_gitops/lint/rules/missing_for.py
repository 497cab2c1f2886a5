"""Alerts that fire at the first sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.duration import parse_duration
from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


@dataclass(frozen=True)
class MissingFor(Rule[AlertRuleSubject]):
    """An alert rule without `for`.

    ## What it does
    Reports alert rules without `for`, or with `for: 0s`.

    ## Why is this bad?
    One bad evaluation is enough to page somebody: a restart, a late scrape, one slow request. Where that is what you
    want, suppress this rule there, with the reason.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
    """

    id = "AL201"
    name = "missing-for"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if parse_duration(subject.rule.for_) == 0:
            yield Fault("the alert fires at the first evaluation: it has no `for`", "say how long it must last: for 5m")
