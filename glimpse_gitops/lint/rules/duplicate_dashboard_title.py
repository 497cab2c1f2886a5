"""Dashboards with the title of another one in their folder."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject, ProjectSubject


class DuplicateDashboardTitle(Rule[ProjectSubject]):
    """A dashboard with the title of another one in the same folder.

    ## What it does
    Compares the titles of the dashboards in one folder: that of Grafana in a project, that of the files elsewhere.
    Dashboards with one uid, which are told of by another rule, and those without one or with `__inputs`, which are
    imported by hand, are left alone. So are, elsewhere, more than two of one title, and two in files of which the
    name of one goes on where that of the other ends: they are versions of a dashboard of which somebody installs
    one.

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
        alike: dict[tuple[str, str], list[DashboardSubject]] = {}
        for board in subject.of(DashboardSubject):
            folder = board.folder if subject.complete else board.home.path.rpartition("/")[0]
            title = board.json.get("title")
            if board.inputs and not subject.complete:
                continue
            if board.uid and isinstance(title, str) and title.strip():
                alike.setdefault((folder, title.strip().lower()), []).append(board)
        for first, *others in alike.values():
            told = [board for board in others if board.uid != first.uid]
            files = {board.home.path for board in (first, *told)}
            if not subject.complete and (len(files) > 2 or any(_is_variant(first, board) for board in told)):
                continue
            for board in told:
                yield Fault(
                    f'there is another dashboard "{board.json["title"]}" in this folder',
                    f"it is in {first.home.path}: say in the title what is different",
                    passage=board.part("/title"),
                    subject=board,
                )


def _is_variant(one: DashboardSubject, other: DashboardSubject) -> bool:
    """Whether the names of their files begin with the same words: `load.json` and `load-alt.json`, `load.en.json`."""
    if one.home.path == other.home.path:
        return False
    shorter, longer = sorted((board.home.path.rpartition("/")[2].partition(".")[0] for board in (one, other)), key=len)
    return longer.startswith(shorter) and not longer[len(shorter) : len(shorter) + 1].isalnum()
