"""Names of annotations that are misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..nearest import misspelt
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class MisspeltAnnotation(Rule[AlertRuleSubject]):
    """The name of an annotation that is misspelt.

    ## What it does
    Compares the names of annotations with those that have a meaning to people and tools (`summary`, `description`,
    `message`, `runbook_url`, `dashboard_url`, `__dashboardUid__`, `__panelId__`, `__value_string__`), and reports what
    is one or two letters away from one of them.

    ## Why is this bad?
    Templates of notifications ask for `summary`; a `sumary` is never shown.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, descripton: Clients wait.}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, description: Clients wait.}
    ```
    """

    id = "AL220"
    name = "misspelt-annotation"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each name."""
        for name in subject.rule.all_annotations:
            meant = misspelt(name, _KNOWN)
            if meant:
                yield Fault(f'annotation "{name}" is misspelt', f'did you mean "{meant}"?')


_KNOWN = (
    *("summary", "description", "message", "runbook_url", "runbook", "dashboard_url", "dashboard"),
    *("__dashboardUid__", "__panelId__", "__value_string__", "__alertImageToken__"),
)
