"""Variables in the texts of alerts that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import failing
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class UnknownTemplateVariable(Rule[AlertRuleSubject]):
    """A variable in the text of an alert that is not there.

    ## What it does
    Looks up every variable of annotations and labels among those that are set there: `$labels`, `$value`,
    `$externalLabels`, `$externalURL` (in Grafana `$labels`, `$values`, `$value`) and those that the text sets itself,
    up to the end of their block.

    ## Why is this bad?
    Prometheus refuses the whole rule file; Grafana fires the alert with an error in the place of its text.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: 'Too many {{ $label.method }} requests in flight'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: 'Too many {{ $labels.method }} requests in flight'}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL222"
    name = "unknown-template-variable"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each use."""
        yield from failing(subject, "variable")
