"""Panels with one id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..panel_json import all_panels
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
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
        for pointer, panel in all_panels(subject.json):
            number_, title = panel.get("id"), str(panel.get("title") or "")
            if not isinstance(number_, int) or not number_:
                continue
            if number_ in taken:
                said = f'panel "{title}" has the id {number_} of panel "{taken[number_]}"'
                yield Fault(said, "give it one of its own, or none", passage=subject.part(f"{pointer}/title"))
            taken.setdefault(number_, title)
