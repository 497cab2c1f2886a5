"""Panels with one id."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..panel_json import all_panels
from ..repair import Put, Repair
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


class DuplicatePanelId(Rule[DashboardSubject]):
    """Two panels with one id.

    ## What it does
    Compares the ids of all panels of a dashboard, those inside of rows included.

    ## Why is this bad?
    Grafana gives one of them another id each time it loads the dashboard: links to the panel and alerts that name it
    lead to the other one.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"id": 1, "title": "A", "type": "text"}, {"id": 1, "title": "B", "type": "text"}]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"id": 1, "title": "A", "type": "text"}, {"id": 2, "title": "B", "type": "text"}]
    }
    ```
    """

    id = "DB314"
    name = "duplicate-panel-id"
    severity = Severity.WARNING
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """One fault for each panel whose id is taken."""
        taken: dict[object, str] = {}
        free = 0
        for pointer, panel in all_panels(subject.json):
            number_, title = panel.get("id"), str(panel.get("title") or "")
            if not isinstance(number_, int) or not number_:
                continue
            if number_ in taken:
                said = f'panel "{title}" has the id {number_} of panel "{taken[number_]}"'
                free = max(free, *_ids(subject)) + 1
                repair = Repair(f"give it the id {free}", (Put(f"{pointer}/id", free),), safe=True)
                hint = "give it one of its own, or none"
                yield Fault(said, hint, passage=subject.part(f"{pointer}/title"), repair=repair)
            taken.setdefault(number_, title)


def _ids(subject: DashboardSubject) -> list[int]:
    return [panel["id"] for _, panel in all_panels(subject.json) if isinstance(panel.get("id"), int)]
