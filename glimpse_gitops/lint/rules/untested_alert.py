"""Alerts that no unit test is about."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject, RuleTestSubject


class UntestedAlert(Rule[ProjectSubject]):
    """An alert that no unit test is about.

    ## What it does
    Looks for each alert in the unit tests (`promtool test rules`) that are linted together with the rules. Where there
    are none, nothing is reported.

    ## Why is this bad?
    The first one who learns that the alert does not fire is the one whom it should have woken.

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
    tests:
      - alert_rule_test: [{alertname: NoRequests, eval_time: 10m}]
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
    tests:
      - alert_rule_test: [{alertname: TooManyRequests, eval_time: 10m}]
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
    """

    id = "XF603"
    name = "untested-alert"
    severity = Severity.INFO
    profile = "strict"
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each alert."""
        tested = {name for one in subject.of(RuleTestSubject) for name in one.alerts}
        for alert in subject.of(AlertRuleSubject) if tested else ():
            if alert.engine == "prometheus" and alert.rule.name not in tested:
                yield Fault(f'no unit test is about "{alert.rule.name}"', "add an alert_rule_test", subject=alert)
