"""Functions in the texts of alerts that cannot take what they get."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import failing
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class WrongTemplateArgument(Rule[AlertRuleSubject]):
    """A function in the text of an alert that cannot take what it gets.

    ## What it does
    Counts the arguments of functions in annotations and labels, and compares what is known of each with what the
    function takes: `toUpper` a text, `humanize` a number or a text that is one, `value` a sample. It also reports
    arguments to what is no function (`{{ $value humanize }}`).

    ## Why is this bad?
    The text cannot be filled in: the alert fires with an error in its place. No check of the rule file notices.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ $value humanize }} requests in flight'}
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

    id = "AL223"
    name = "wrong-template-argument"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each call."""
        yield from failing(subject, "arguments")
        yield from failing(subject, "kind")
