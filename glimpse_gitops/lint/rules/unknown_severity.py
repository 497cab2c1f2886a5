"""Severities that routing does not know."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ..context import Context
from ..nearest import nearest
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class UnknownSeverity(Rule[AlertRuleSubject]):
    """A severity that the project does not list.

    ## What it does
    Holds the label `severity` of every alert rule against `severities` of the settings, or the values of the project's
    own `Label("severity", …)` (`critical`, `warning` and `info` where there is neither). Values with template braces
    are not checked, nor are rule files on their own.

    ## Why is this bad?
    No route matches the value, so the alert goes to the default contact point.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: critcal}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: critical}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL221"
    name = "unknown-severity"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        known = context.settings.severities
        given = as_labels(subject.rule.labels).get("severity", "")
        if given and given not in known and "{{" not in given and context.has_policies:
            near = nearest(given, known)
            hint = f'did you mean "{near}"?' if near else f"known are {', '.join(known)}"
            yield Fault(f'unknown severity "{given}"', hint)
