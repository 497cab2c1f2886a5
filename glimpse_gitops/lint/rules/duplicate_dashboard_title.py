"""Dashboards with the title of another one in their folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject, ProjectSubject


@dataclass(frozen=True)
class DuplicateDashboardTitle(Rule[ProjectSubject]):
    """A dashboard with the title of another one in the same folder.

    ## What it does
    Compares the titles of the dashboards in one folder: that of Grafana in a project, that of the files elsewhere.
    Dashboards with one uid, which are told of by another rule, and those without one, which are imported by hand, are
    left alone.

    ## Why is this bad?
    Nobody can tell them apart in the list and in the search. Where Grafana reads them from files, it warns and
    writes neither of the two any more.

    ## Example
    ```json
    [
        {"uid": "load-hosts", "title": "Load", "panels": []},
        {"uid": "load-disks", "title": "Load", "panels": []}
    ]
    ```

    ## Use instead
    ```json
    [
        {"uid": "load-hosts", "title": "Load of hosts", "panels": []},
        {"uid": "load-disks", "title": "Load of disks", "panels": []}
    ]
    ```
    """

    id = "DB329"
    name = "duplicate-dashboard-title"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each dashboard whose title was there before."""
        seen: dict[tuple[str, str], DashboardSubject] = {}
        for board in subject.of(DashboardSubject):
            folder = board.folder if subject.complete else board.home.path.rpartition("/")[0]
            title = board.json.get("title")
            if not board.uid or not isinstance(title, str) or not title.strip():
                continue
            first = seen.setdefault((folder, title.strip().lower()), board)
            if first.uid != board.uid:
                yield Fault(
                    f'there is another dashboard "{title}" in this folder',
                    f"it is in {first.home.path}: say in the title what is different",
                    passage=board.part("/title"),
                    subject=board,
                )
