"""Recorded series that vanish between two evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...model.rule_group import RecordingRule
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import GroupSubject


@dataclass(frozen=True)
class SlowRecording(Rule[GroupSubject]):
    """Recording rules that are evaluated less than every five minutes.

    ## What it does
    Reports groups with recording rules whose interval is longer than the time for which Prometheus looks back for a
    sample. Groups of alerts alone are left alone.

    ## Why is this bad?
    A query finds a sample for five minutes. With an interval of ten, the series is gone half of the time, and whatever
    reads it with it.

    ## Example
    ```yaml
    groups:
      - name: requests
        interval: 10m
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        interval: 1m
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
    ```

    ## Options
    * `lookback_minutes`: how long Prometheus looks back for a sample (`--query.lookback-delta`).
    """

    id = "AL238"
    name = "slow-recording"
    severity = Severity.WARNING
    subject = GroupSubject

    lookback_minutes: int = 5

    def check(self, subject: GroupSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        records = any(isinstance(rule, RecordingRule) for rule in subject.group.rules)
        if records and parse_duration(subject.group.interval) > self.lookback_minutes * 60_000:
            said = f"the series that are recorded every {subject.group.interval} vanish after {self.lookback_minutes}m"
            yield Fault(said, f"choose an interval of {self.lookback_minutes}m at most")
