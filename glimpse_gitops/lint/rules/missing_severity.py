"""Alerts without a severity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.label import as_labels
from ..context import Context
from ..json_lists import mapping
from ..nearest import misspelt
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


@dataclass(frozen=True)
class MissingSeverity(Rule[AlertRuleSubject]):
    """An alert rule without the label `severity`.

    ## What it does
    Reports alert rules whose labels set neither `severity` nor another label that says as much: `level`, `priority`,
    `urgency`, `criticality`, `sev`. Rules of Grafana that name whom to notify themselves (`notification_settings`) are
    left alone.

    ## Why is this bad?
    Notification policies route by severity: an alert without one goes to the default contact point, which nobody may
    watch at night.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
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
    """

    id = "AL203"
    name = "missing-severity"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        labels = as_labels(subject.rule.labels)
        if any(labels.get(name) for name in ("severity", *_INSTEAD)):
            return
        if mapping(subject.json.get("notification_settings")).get("receiver"):
            return
        if not any(misspelt(name, ("severity",)) for name in labels):
            one_of = ", ".join(context.settings.severities)
            yield Fault("the alert has no label `severity`", f"give it one of {one_of}")


_INSTEAD = ("level", "priority", "urgency", "criticality", "sev", "alert_severity", "alert_level")
