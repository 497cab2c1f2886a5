"""Annotations that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.document import step
from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


@dataclass(frozen=True)
class EmptyAnnotation(Rule[AlertRuleSubject]):
    """An annotation that says nothing.

    ## What it does
    Reports annotations whose text is empty or blank. `summary` has a rule of its own.

    ## Why is this bad?
    It looks filled in where it is written, and is an empty line in every notification.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, description: ""}
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

    id = "AL232"
    name = "empty-annotation"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each annotation."""
        for name, text in subject.rule.all_annotations.items():
            if name != "summary" and not text.strip():
                passage = subject.part(f"/annotations{step(name)}")
                yield Fault(f'annotation "{name}" is empty', "fill it in, or leave it out", passage=passage)
