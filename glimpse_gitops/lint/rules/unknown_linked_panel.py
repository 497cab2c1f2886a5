"""Alerts whose panel is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..dashboard_links import boards_of
from ..nearest import did_you_mean
from ..panel_json import all_panels
from ..passage import Passage
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, DashboardSubject, ProjectSubject


@dataclass(frozen=True)
class UnknownLinkedPanel(Rule[ProjectSubject]):
    """An alert that names a dashboard or a panel that is not there.

    ## What it does
    Looks up the annotations `__dashboardUid__` and `__panelId__` of alert rules among the dashboards. A dashboard that
    is not here is told of in a project that has dashboards, and not in files from elsewhere.

    ## Why is this bad?
    The notification shows no picture, and its link leads to a dashboard without the panel.

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
            annotations={"__dashboardUid__": "requests", "__panelId__": "8"},
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
            annotations={"__dashboardUid__": "requests", "__panelId__": "7"},
        ),
    ]
    ```

    ## Options
    * `elsewhere`: uids of dashboards that exist although the project does not define them; `*` for all others.
    """

    id = "XF611"
    name = "unknown-linked-panel"
    severity = Severity.WARNING
    subject = ProjectSubject

    elsewhere: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each alert."""
        boards = boards_of(subject)
        for alert in subject.of(AlertRuleSubject) if boards else ():
            annotations = alert.rule.all_annotations
            uid, panel = annotations.get("__dashboardUid__", ""), annotations.get("__panelId__", "")
            if not uid or "{{" in uid:
                continue
            if uid in boards:
                if panel.isdecimal() and not any(_has_panel(board, int(panel)) for board in boards[uid]):
                    said = f'dashboard "{boards[uid][0].passage.value}" has no panel with the id {panel}'
                    yield Fault(said, "take the id of one that it has", None, _at(alert, "__panelId__"), subject=alert)
            elif subject.complete and not {uid, "*"} & set(self.elsewhere):
                hint = did_you_mean(uid, boards) or "if it is kept elsewhere, name it in the rule's option elsewhere"
                said = f'the alert names dashboard "{uid}", which the project does not define'
                yield Fault(said, hint, None, _at(alert, "__dashboardUid__"), subject=alert)


def _at(alert: AlertRuleSubject, annotation: str) -> Passage:
    return alert.part(f"/annotations/{annotation}")


def _has_panel(board: DashboardSubject, number: int) -> bool:
    """Whether a panel has the id; one that comes from a library may have any."""
    panels = [panel for _, panel in all_panels(board.json)]
    return any(panel.get("id") == number or "id" not in panel for panel in panels)
