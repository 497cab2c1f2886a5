"""Series that are recorded twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..recordings import recorded_again, recorded_meaning
from ..rule import Fault, Rule
from ..subjects import ProjectSubject


class DuplicateRecord(Rule[ProjectSubject]):
    """A series that is recorded twice.

    ## What it does
    Compares the name, the labels and the meaning of the expression of all recording rules of a file, or of a whole
    project.

    ## Why is this bad?
    Both write the same series: Prometheus drops the samples of one of them and warns at every evaluation.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
          - record: job:http_requests:rate5m
            expr: (sum by (job) (rate(http_requests_total[5m])))
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
    ```
    """

    id = "RR252"
    name = "duplicate-record"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each rule whose series were recorded before."""
        for first, rule in recorded_again(subject):
            if recorded_meaning(first) == recorded_meaning(rule):
                said = f'"{rule.rule.record}" is recorded already, in group {first.group.name}'
                yield Fault(said, f"{first.passage.origin} does the same: take one of the two away", subject=rule)
