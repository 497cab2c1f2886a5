"""Alerts without a description."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class MissingDescription(Rule[AlertRuleSubject]):
    """An alert rule without the annotation `description`.

    ## What it does
    Reports alert rules that have neither a `description` nor a `message`.

    ## Why is this bad?
    The summary says what is wrong; what it means for users and where to look has no other place.

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
    annotations: {summary: Too many requests in flight, description: The queue behind the API is full; clients wait.}
    ```
    """

    id = "AL231"
    name = "missing-description"
    severity = Severity.INFO
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not any(subject.rule.all_annotations.get(name) for name in ("description", "message")):
            yield Fault("the alert has no description", "say what it means, and where to look")
