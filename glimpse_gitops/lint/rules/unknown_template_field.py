"""Fields in the texts of alerts that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import failing
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class UnknownTemplateField(Rule[AlertRuleSubject]):
    """A field in the text of an alert that is not there.

    ## What it does
    Follows what a field is asked of, through `range`, `with` and variables: the alert has `.Labels`, `.ExternalLabels`,
    `.ExternalURL` and `.Value` (in Grafana `.Labels`, `.Values` and `.Value`), a sample of `query` has `.Labels` and
    `.Value`, a text or a number has none.

    ## Why is this bad?
    The text cannot be filled in: the alert fires with an error in its place. No check of the rule file notices.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: 'Too many {{ .method }} requests in flight'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: 'Too many {{ .Labels.method }} requests in flight'}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL212"
    name = "unknown-template-field"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each field."""
        yield from failing(subject, "field")
