"""Alerts on what no dashboard shows."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..metric_uses import names_read, read_by
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, DashboardSubject, ProjectSubject, RecordingRuleSubject


class AlertWithoutPanel(Rule[ProjectSubject]):
    """An alert on what no dashboard shows.

    ## What it does
    Reports alerts none of whose metrics, nor any that its recorded series are made of, stands in a panel of the
    project. Alerts that name a panel are right, and so is every alert in a project without dashboards.

    ## Why is this bad?
    Whoever is woken wants to see since when, and how bad it is, and has to write a query first.

    ## Example
    ```python
    [Board("load", "Load"),
     AlertRule("Busy", "sum(http_requests_active) > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```

    ## Use instead
    ```python
    [Board("load", "Load", "sum(http_requests_active)"),
     AlertRule("Busy", "sum(http_requests_active) > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```
    """

    id = "XF602"
    name = "alert-without-panel"
    severity = Severity.INFO
    profile = "strict"
    subject = ProjectSubject
    compares_queries = True

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each alert."""
        if not subject.complete or not subject.of(DashboardSubject):
            return
        shown = read_by(subject, uses=("panel",))
        sources: dict[str, set[str]] = {}
        for rule in subject.of(RecordingRuleSubject):
            if rule.analysis is not None:
                sources.setdefault(rule.rule.record, set()).update(names_read([rule.analysis]).names)
        for alert in subject.of(AlertRuleSubject):
            annotations = alert.rule.all_annotations
            if alert.analysis is None or "__panelId__" in annotations or alert.rule.panel is not None:
                continue
            read = names_read([alert.analysis])
            names = _with_sources(read.names, sources)
            if names and not read.patterns and not any(map(shown.may_read, names)):
                said = f"no panel shows what the alert watches: {', '.join(sorted(read.names))}"
                yield Fault(said, "add one, and name it in the rule: panel=…", subject=alert)


def _with_sources(names: frozenset[str], sources: dict[str, set[str]]) -> set[str]:
    """The names, and what those that are recorded are made of."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += sources.get(name, ())
    return found
