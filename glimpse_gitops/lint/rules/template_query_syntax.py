"""Queries in the texts of alerts that are no PromQL."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.parser import parse
from ..alert_texts import meanings
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class TemplateQuerySyntax(Rule[AlertRuleSubject]):
    """A query in the text of an alert that is no PromQL.

    ## What it does
    Parses the text that is given to `query` in annotations and labels, where it stands there as one string.

    ## Why is this bad?
    Prometheus cannot answer it: the alert fires with an error in the place of its text.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ query "sum(up" | first | value }} are up'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ query "sum(up)" | first | value }} are up'}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL226"
    name = "template-query-syntax"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each query."""
        for passage, meaning in meanings(subject):
            for query in meaning.queries:
                faults = parse(query.name, variables=False).faults
                if faults:
                    yield Fault(f"the query is no PromQL: {faults[0].message}", "", query.span, passage)
