"""Alerts that name a panel by half."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class HalfPanelLink(Rule[AlertRuleSubject]):
    """An alert that names a dashboard without a panel, or a panel without a dashboard.

    ## What it does
    Reports alert rules with only one of the annotations `__dashboardUid__` and `__panelId__`, and panel ids that are no
    number.

    ## Why is this bad?
    Grafana makes no link of one of them, and refuses a panel id that is no number.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, __panelId__: "7"}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, __dashboardUid__: overview, __panelId__: "7"}
    ```
    """

    id = "XF607"
    name = "half-panel-link"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        annotations = subject.rule.all_annotations
        uid, panel = annotations.get("__dashboardUid__", ""), annotations.get("__panelId__", "")
        if panel and not panel.isdecimal():
            yield Fault(f'"{panel}" is no id of a panel', "panels have numbers")
        elif bool(uid) != bool(panel):
            missing = "__panelId__" if uid else "__dashboardUid__"
            yield Fault(f"{missing} is missing beside the other one", "a panel is found by both")
