"""Recording rules that stand before what they read."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..recordings import read_now
from ..rule import Fault, Rule
from ..subjects import GroupSubject, ProjectSubject, RecordingRuleSubject


class RecordBeforeItsSource(Rule[ProjectSubject]):
    """A recording rule that stands before the rule that it reads.

    ## What it does
    Reports rules that read a series which only a later rule of the same group records. Ranges, which reach back in any
    case, and rules that read each other are left alone.

    ## Why is this bad?
    Rules are evaluated in their order: this one sees the value of the last evaluation, one interval late, and none at
    all after a restart.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - record: all:http_requests:rate5m
            expr: sum(job:http_requests:rate5m)
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
          - record: all:http_requests:rate5m
            expr: sum(job:http_requests:rate5m)
    ```
    """

    id = "RR253"
    name = "record-before-its-source"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each series that is read too early."""
        for group in subject.of(GroupSubject):
            if group.engine != "prometheus":
                continue
            first: dict[str, int] = {}
            for rule in group.rules:
                if isinstance(rule, RecordingRuleSubject):
                    first.setdefault(rule.rule.record, rule.position)
            later: dict[str, RecordingRuleSubject] = {}
            for rule in reversed(group.rules):
                read = read_now(rule)
                own = rule.rule.record if isinstance(rule, RecordingRuleSubject) else ""
                for name in sorted(later.keys() & read - {own}):
                    if first[name] < rule.position or own in read_now(later[name]):
                        continue
                    said = f'reads "{name}", which a later rule of the group records'
                    yield Fault(said, f"move it behind {later[name].passage.origin}", subject=rule)
                if isinstance(rule, RecordingRuleSubject) and (rule.analysis is None or rule.analysis.selectors):
                    later[own] = rule  # One of numbers alone is the same in each evaluation.
