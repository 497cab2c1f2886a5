"""Alerts that do not say what to do."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class MissingRunbook(Rule[AlertRuleSubject]):
    """An alert rule without a link to its runbook.

    ## What it does
    Reports alert rules that have none of the annotations `runbook_url`, `runbook` and `runbook_link`.

    ## Why is this bad?
    Whoever is woken has to find out alone what others found out before.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, runbook_url: "https://example.org/runbooks/requests"}
    ```
    """

    id = "AL205"
    name = "missing-runbook"
    severity = Severity.INFO
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not any(subject.rule.all_annotations.get(name) for name in _NAMES):
            yield Fault("the alert has no runbook_url", "link the page that says what to do")


_NAMES = ("runbook_url", "runbook", "runbook_link")
