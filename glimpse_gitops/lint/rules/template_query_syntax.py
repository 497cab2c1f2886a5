"""Queries in the texts of alerts that are no PromQL."""

from __future__ import annotations

import re
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
    Parses the text that is given to `query` in annotations and labels, where it stands there as one string. It also
    reports `$labels.x`, `$value` and actions within that string: a string of a template is taken as it stands, and only
    `printf` puts something into one.

    ## Why is this bad?
    Prometheus cannot answer it: the alert fires with an error in the place of its text, or with nothing.

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
                elif unfilled := _UNFILLED.search(query.name):
                    said = f'"{unfilled[0]}" within a string is taken as it stands'
                    yield Fault(
                        said, 'put it in: printf "up{instance=%q}" $labels.instance | query', query.span, passage
                    )


_UNFILLED = re.compile(r"\$(?:labels\.\w+|value\b|externalLabels\.\w+)|\{\{[^{}]*\}\}")
