"""Formats in the texts of alerts that do not fit their values."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import failing
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class BadTemplateFormat(Rule[AlertRuleSubject]):
    """A format in the text of an alert that does not fit its value.

    ## What it does
    Compares the verbs of `printf` with what they show, where that is certain: `%d` and `%s` cannot show the value of an
    alert, which is a float, and `%f` cannot show the text that `humanize` makes. It also counts them.

    ## Why is this bad?
    The text holds `%!d(float64=7)` in the place of the number.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ printf "%d" $value }} requests in flight'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ printf "%.0f" $value }} requests in flight'}
    ```

    ## References
    * https://pkg.go.dev/fmt
    """

    id = "AL225"
    name = "bad-template-format"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each call of printf."""
        yield from failing(subject, "format")
