"""Texts of alerts that are no template."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import template_faults
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class TemplateSyntax(Rule[AlertRuleSubject]):
    """A text of an alert that is no Go template.

    ## What it does
    Parses the annotations and labels of alert rules as Go templates do, and reports the first place where that fails:
    braces, quotes, blocks that are not closed, operators, names with a dash, unknown escapes.

    ## Why is this bad?
    Prometheus refuses the whole rule file; Grafana fires the alert with an error in the place of its text.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ $value * 100 }} % of the requests'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ $value | humanize }} requests'}
    ```

    ## References
    * https://pkg.go.dev/text/template
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL209"
    name = "template-syntax"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each text."""
        for passage, fault in template_faults(subject):
            yield Fault(fault.message, fault.hint, fault.span, passage)
