"""Alerts on the largest few of many series."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_series import chosen_by
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class TopkInAlert(Rule[AlertRuleSubject]):
    """An alert on the largest few of many series.

    ## What it does
    Reports `topk`, `bottomk`, `limitk` and `limit_ratio` in the expression of an alert, where they choose which series
    fire. Below an aggregation, or on the side of a `group_left` that only lends its labels, they choose no alert and
    are left alone; so is `topk by (…) (1, …)`, which drops copies of a series.

    ## Why is this bad?
    Which series are among the largest changes from one evaluation to the next: alerts resolve and fire again although
    nothing got better, and those with `for` may never fire.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: topk(3, sum by (method) (http_requests_active)) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL207"
    name = "topk-in-alert"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each of them."""
        tree = subject.analysis.parsed.tree if subject.analysis is not None else None
        for node in chosen_by(tree) if tree is not None else ():
            yield Fault(
                f"{node.op.value} chooses other series at each evaluation",
                "compare all series with a limit",
                (node.op.start, node.op.end),
                subject.query,
            )
