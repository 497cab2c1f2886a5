"""Alerts without a severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ..alert_texts import meanings
from ..context import Context
from ..json_lists import mapping
from ..nearest import misspelt
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject
from ..watchdogs import is_watchdog


class MissingSeverity(Rule[ProjectSubject]):
    """An alert rule without the label `severity`.

    ## What it does
    Reports alert rules whose labels set neither `severity` nor another label that says as much: `level`,
    `priority`, `urgency`, `criticality`, `sev`, `severity_level`, and whose text does not show that of their
    series. Rules of Grafana that name whom to notify themselves (`notification_settings`) are left alone, and so
    are alerts by the name of a watchdog, dead man's switch or heartbeat, which have a receiver of their own, and
    files from elsewhere where five alerts or more have no such label and not even two have one for each of these:
    there something else says whom to notify, or some have none because those are the ones that page.

    ## Why is this bad?
    Notification policies route by severity: an alert without one goes to the default contact point, which nobody may
    watch at night.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL203"
    name = "missing-severity"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each alert."""
        alerts = subject.of(AlertRuleSubject)
        lacking = [alert for alert in alerts if not _has_one(alert)]
        every, without = (Counter(alert.home.path for alert in some) for some in (alerts, lacking))
        for alert in lacking:
            path = alert.home.path
            is_custom = every[path] - without[path] < _MOST * without[path]
            if not subject.complete and without[path] >= _CUSTOM and is_custom:
                continue
            if mapping(alert.json.get("notification_settings")).get("receiver") or is_watchdog(alert.rule):
                continue
            if not any(misspelt(name, ("severity",)) for name in as_labels(alert.rule.labels)):
                one_of = ", ".join(context.settings.severities)
                yield Fault("the alert has no label `severity`", f"give it one of {one_of}", subject=alert)


_CUSTOM = 5
_MOST = 2
"""How many have one for each that has none, where it is the custom and one without is an oversight."""


def _has_one(alert: AlertRuleSubject) -> bool:
    """Whether the rule sets one, or its text shows the one of its series."""
    labels = as_labels(alert.rule.labels)
    if any(text and ("severity" in name.lower() or name in _INSTEAD) for name, text in labels.items()):
        return True
    return any(label == "severity" for _, meaning in meanings(alert) for label, _ in meaning.labels)


_INSTEAD = ("level", "priority", "urgency", "criticality", "sev", "alert_level")
