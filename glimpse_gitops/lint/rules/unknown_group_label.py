"""Notifications that are grouped by a label that no alert has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.label import as_labels
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject, RouteSubject


@dataclass(frozen=True)
class UnknownGroupLabel(Rule[ProjectSubject]):
    """Notifications that are grouped by a label that no alert has.

    ## What it does
    Looks for the labels of `group_by` among those that the alerts of the project set, and those that their expressions
    can return. It says nothing where an expression reads a metric that the catalogue does not know, and in files from
    elsewhere.

    ## Why is this bad?
    All alerts fall into one group: one message tells of everything at once, or of the first of many only.

    ## Example
    ```python
    [Policy("mail", group_by=["alertname", "jbo"]),
     AlertRule("Busy", "sum by (job) (http_requests_active) > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```

    ## Use instead
    ```python
    [Policy("mail", group_by=["alertname", "job"]),
     AlertRule("Busy", "sum by (job) (http_requests_active) > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```

    ## Options
    * `labels`: labels that alerts from elsewhere have, and those that Prometheus adds (`external_labels`).
    """

    id = "NP517"
    name = "unknown-group-label"
    severity = Severity.WARNING
    subject = ProjectSubject

    labels: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each label of each route."""
        alerts = subject.of(AlertRuleSubject)
        if not subject.complete or not alerts:
            return
        known = {"alertname", "grafana_folder", "...", *self.labels}
        for alert in alerts:
            facts = alert.analysis.facts if alert.analysis is not None else None
            if facts is None or facts.flow is None or facts.flow.open:
                return
            known |= set(as_labels(alert.rule.labels)) | facts.flow.may
        for route in subject.of(RouteSubject):
            for label in route.route.group_by or ():
                if label not in known:
                    hint = did_you_mean(label, known) or "name it in the option labels where others set it"
                    yield Fault(f'no alert has label "{label}"', hint, subject=route)
