"""Links of alerts to dashboards that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..dashboard_links import boards_of, linked_uids
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject


@dataclass(frozen=True)
class BrokenLink(Rule[ProjectSubject]):
    """A link of an alert to a dashboard that is not there.

    ## What it does
    Looks for addresses with `/d/<uid>` in the annotations of alert rules, and for the uid among the dashboards of the
    project. It says nothing of projects without dashboards and of files from elsewhere. Other addresses are not asked.

    ## Why is this bad?
    Whoever is woken follows the link and finds "dashboard not found".

    ## Example
    ```python
    [
        Board("requests", "Requests"),
        AlertRule(
            "TooManyRequests",
            "sum(http_requests_active) > 100",
            "5m",
            {"severity": "warning"},
            "Too many requests in flight",
            "See https://grafana.example.org/d/request",
        ),
    ]
    ```

    ## Use instead
    ```python
    [
        Board("requests", "Requests"),
        AlertRule(
            "TooManyRequests",
            "sum(http_requests_active) > 100",
            "5m",
            {"severity": "warning"},
            "Too many requests in flight",
            "See https://grafana.example.org/d/requests",
        ),
    ]
    ```

    ## Options
    * `elsewhere`: uids of dashboards that exist although the project does not define them; `*` for all others.
    """

    id = "AL218"
    name = "broken-link"
    severity = Severity.WARNING
    subject = ProjectSubject

    elsewhere: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each link."""
        boards = boards_of(subject)
        if not subject.complete or not boards or "*" in self.elsewhere:
            return
        for alert in subject.of(AlertRuleSubject):
            for name, text in alert.rule.all_annotations.items():
                for uid, span in linked_uids(text):
                    if uid not in boards and uid not in self.elsewhere:
                        yield Fault(
                            f'{name} leads to dashboard "{uid}", which the project does not define',
                            did_you_mean(uid, boards)
                            or "if it is kept elsewhere, name it in the rule's option elsewhere",
                            span,
                            alert.part(f"/annotations/{name}"),
                            subject=alert,
                        )
