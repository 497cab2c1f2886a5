"""Durations that are shorter than the time between two evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...model.rule_group import RuleGroup
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class ForBelowInterval(Rule[AlertRuleSubject]):
    """A `for` that is shorter than the time between two evaluations.

    ## What it does
    Compares `for` with the interval of the group, where the group has one of its own.

    ## Why is this bad?
    The condition is looked at only once an interval: with `for: 1m` and an interval of 5 minutes the alert fires after
    5 minutes, not after one.

    ## Example
    ```yaml
    groups:
      - name: requests
        interval: 5m
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 1m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        interval: 5m
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 10m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL202"
    name = "for-below-interval"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        interval, for_ = parse_duration(subject.group.interval), parse_duration(subject.rule.for_)
        if subject.group.interval != RuleGroup.interval and 0 < for_ < interval:
            said = f"for {subject.rule.for_} is shorter than the interval of the group: {subject.group.interval}"
            hint = f"the alert fires after {subject.group.interval} at the earliest: write that"
            yield Fault(said, hint, passage=subject.part("/for"))
