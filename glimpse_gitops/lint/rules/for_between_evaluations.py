"""A `for` that ends between two evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...model.rule_group import AlertRule
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, GroupSubject


class ForBetweenEvaluations(Rule[GroupSubject]):
    """A `for` that ends between two evaluations.

    ## What it does
    Reports a `for` that is longer than the interval of its group, and no multiple of it. Groups that leave the interval
    to the server are left alone.

    ## Why is this bad?
    The alert can only start at an evaluation: with an interval of 2m, `for: 5m` means six minutes.

    ## Example
    ```yaml
    groups:
      - name: requests
        interval: 2m
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        interval: 2m
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 6m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL228"
    name = "for-between-evaluations"
    severity = Severity.INFO
    profile = "strict"
    subject = GroupSubject

    def check(self, subject: GroupSubject, context: Context) -> Iterator[Fault]:
        """One fault for each rule."""
        if not subject.json.get("interval"):
            return
        every = parse_duration(subject.group.interval)
        for rule in subject.rules:
            if isinstance(rule, AlertRuleSubject) and isinstance(rule.rule, AlertRule):
                length = parse_duration(rule.rule.for_)
                if length > every and length % every:
                    said = f"for {rule.rule.for_} is no multiple of the group's interval {subject.group.interval}"
                    hint = "the alert starts at the next evaluation: say what is meant"
                    yield Fault(said, hint, passage=rule.part("/for"), subject=rule)
