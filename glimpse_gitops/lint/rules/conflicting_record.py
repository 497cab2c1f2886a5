"""Series that two expressions write."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.world import NAME
from ..context import Context
from ..recordings import recorded_again, recorded_meaning
from ..rule import Fault, Rule
from ..subjects import ProjectSubject, RecordingRuleSubject


class ConflictingRecord(Rule[ProjectSubject]):
    """A series that two different expressions write.

    ## What it does
    Reports recording rules with the name and the labels of another one of the file, or of the whole project, but
    another expression, where both results have no labels at all: then both write one and the same series. Rules with
    labels may record different series under one name, and are left alone.

    ## Why is this bad?
    Which of the two values is stored is chance: the series jumps between them.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - record: http_requests:sum
            expr: sum(http_requests_active)
          - record: http_requests:sum
            expr: sum(rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - record: http_requests_active:sum
            expr: sum(http_requests_active)
          - record: http_requests:rate5m
            expr: sum(rate(http_requests_total[5m]))
    ```
    """

    id = "RR261"
    name = "conflicting-record"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each rule whose series another one writes."""
        for first, rule in recorded_again(subject):
            if recorded_meaning(first) != recorded_meaning(rule) and _has_no_labels(first) and _has_no_labels(rule):
                said = f'"{rule.rule.record}" is written by two expressions'
                yield Fault(said, f"{first.passage.origin} is the other one: give each a name of its own", subject=rule)


def _has_no_labels(rule: RecordingRuleSubject) -> bool:
    facts = rule.analysis.facts if rule.analysis is not None else None
    return facts is not None and facts.flow is not None and not facts.flow.open and not facts.flow.may - {NAME}
