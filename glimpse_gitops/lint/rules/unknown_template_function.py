"""Functions in the texts of alerts that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import failing
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class UnknownTemplateFunction(Rule[AlertRuleSubject]):
    """A function in the text of an alert that does not exist.

    ## What it does
    Looks up every function of annotations and labels among those of Go templates and of Prometheus (of Grafana for
    rules that Grafana keeps).

    ## Why is this bad?
    Prometheus refuses the whole rule file; Grafana fires the alert with an error in the place of its text.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ $value | humanise }} requests in flight'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ $value | humanize }} requests in flight'}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL211"
    name = "unknown-template-function"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each call."""
        yield from failing(subject, "function")
