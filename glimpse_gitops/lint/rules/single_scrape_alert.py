"""Alerts that one scrape decides."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    AlertRuleSubject,
)


class SingleScrapeAlert(Rule[AlertRuleSubject]):
    """An alert that one scrape decides.

    ## What it does
    Reports alert rules on the newest sample of a metric of the catalogue whose `for` is shorter than two scrape
    intervals. `for: 0s` says that this is meant.

    ## Why is this bad?
    A single wrong sample holds until the next scrape: the alert fires for it.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 20s
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 1m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "PQ134"
    name = "single-scrape-alert"
    severity = Severity.INFO
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        analysis = subject.analysis
        waits = parse_duration(subject.rule.for_)
        if analysis is None or waits == 0 or not analysis.selectors or analysis.subqueries:
            return
        catalogue = analysis.knowledge.catalogue
        if waits < 2 * catalogue.scrape_interval_ms and all(
            one.window is None and one.metric in catalogue.series for one in analysis.selectors
        ):
            yield Fault(
                "one scrape decides: `for` is shorter than two of them", "wait for two scrapes, or take an average"
            )
