"""Alerts that are there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.canonical import canonical_hash
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject


class DuplicateAlert(Rule[ProjectSubject]):
    """An alert rule that is there twice.

    ## What it does
    Compares the name, the labels and the meaning of the expression of all alert rules of a file, or of a whole project:
    parentheses, blanks and the order of matchers make no difference.

    ## Why is this bad?
    Every such alert is raised twice under one set of labels: one copy resolves it while the other still fires.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
          - alert: TooManyRequests
            expr: (sum(http_requests_active)) > 100
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 200
            for: 5m
            labels: {severity: critical}
            annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL214"
    name = "duplicate-alert"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each alert that was there before."""
        alike: dict[tuple[str, ...], list[AlertRuleSubject]] = {}
        for rule in subject.of(AlertRuleSubject):
            labels = sorted(f"{name}={value}" for name, value in as_labels(rule.rule.labels).items())
            key = ("" if subject.complete else rule.home.path, rule.rule.name, *labels)
            alike.setdefault(key, []).append(rule)
        for rules in alike.values():
            if len(rules) > 1:
                yield from _repeated(rules)


def _repeated(rules: Iterable[AlertRuleSubject]) -> Iterator[Fault]:
    """One fault for each of these alerts whose expression one before it has."""
    seen: dict[str, AlertRuleSubject] = {}
    for rule in rules:
        tree = rule.analysis.parsed.tree if rule.analysis is not None else None
        if tree is not None:
            first = seen.setdefault(canonical_hash(tree), rule)
            if first is not rule:
                yield Fault(
                    f'alert "{rule.rule.name}" is there already, in group {first.group.name}',
                    f"{first.passage.origin} has the same labels and expression: take one of the two away",
                    subject=rule,
                )
