"""Labels that are meant to be `severity`."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ..context import Context
from ..nearest import misspelt
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class MisspeltSeverity(Rule[AlertRuleSubject]):
    """A label that is meant to be `severity`.

    ## What it does
    Reports alert rules that have no label `severity`, but one whose name is one or two letters away from it.

    ## Why is this bad?
    Routes match `severity`: the alert goes where alerts without a severity go.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severty: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL239"
    name = "misspelt-severity"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each name."""
        labels = as_labels(subject.rule.labels)
        for name in labels:
            if "severity" not in labels and misspelt(name, ("severity",)):
                yield Fault(f'label "{name}" is misspelt', 'did you mean "severity"?')
