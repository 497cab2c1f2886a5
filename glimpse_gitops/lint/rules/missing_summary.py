"""Alerts that do not say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.label import as_labels
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject
from ..watchdogs import is_watchdog


@dataclass(frozen=True)
class MissingSummary(Rule[AlertRuleSubject]):
    """An alert rule that no annotation tells of.

    ## What it does
    Reports alert rules that have neither a summary nor one of the annotations of the option, not even as a label,
    and summaries that only repeat the name of the alert, where none of those annotations says more. An alert that
    asks of nothing, as `vector(1)` does, has nothing to say, and neither has one that is called a watchdog or a
    heartbeat.

    ## Why is this bad?
    The summary is the line that people read on their phone. Without it they see a name and labels.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Options
    * `instead`: annotations that will do in the place of a summary; none if only a summary will.
    """

    id = "AL204"
    name = "missing-summary"
    severity = Severity.WARNING
    subject = AlertRuleSubject

    instead: tuple[str, ...] = ("description", "message", "title")

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.analysis is not None and subject.analysis.parsed.tree and not subject.analysis.selectors:
            return
        if is_watchdog(subject.rule):
            return
        texts = {**as_labels(subject.rule.labels), **subject.rule.all_annotations}
        summary = texts.get("summary", "").strip()
        if any(texts.get(name, "").strip() for name in self.instead):
            return
        if not summary:
            yield Fault("the alert has no summary", "say in one line what is wrong")
        elif summary == subject.rule.name and len(summary.split()) == 1:
            yield Fault("the summary only repeats the name of the alert", "say in one line what is wrong")
