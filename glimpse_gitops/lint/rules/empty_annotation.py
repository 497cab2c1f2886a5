"""Annotations that say nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...model.document import step
from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject


class EmptyAnnotation(Rule[ProjectSubject]):
    """An annotation that says nothing.

    ## What it does
    Reports annotations whose text is empty or blank. `summary` has a rule of its own. Where five alerts leave the same
    annotation empty it is a custom, as where a check asks for the key, and nothing is said.

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
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each annotation."""
        empty = list(_empty(subject))
        times = Counter(name for _, name in empty)
        for alert, name in empty:
            if times[name] < _CUSTOM:
                passage = alert.part(f"/annotations{step(name)}")
                said = f'annotation "{name}" is empty'
                yield Fault(said, "fill it in, or leave it out", passage=passage, subject=alert)


_CUSTOM = 5


def _empty(project: ProjectSubject) -> Iterator[tuple[AlertRuleSubject, str]]:
    """Each annotation without a text, with its alert."""
    for alert in project.of(AlertRuleSubject):
        for name, text in alert.rule.all_annotations.items():
            if name != "summary" and not text.strip():
                yield alert, name
