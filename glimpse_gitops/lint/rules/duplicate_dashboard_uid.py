"""Dashboards with the uid of another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject, ProjectSubject


class DuplicateDashboardUid(Rule[ProjectSubject]):
    """A dashboard with the uid of another one.

    ## What it does
    Compares the uids of the dashboards in a whole project, or of those with different titles in one folder of files of
    one kind (JSON or YAML). Files in other folders may be for another Grafana, and two of one title are variants of a
    dashboard of which somebody installs one, as are two whose file names differ in a version only.

    ## Why is this bad?
    Grafana keeps one dashboard a uid: each takes the place of the other whenever it is read, or is refused.

    ## Example
    ```json
    [
        {"uid": "load", "title": "Load of hosts", "panels": []},
        {"uid": "load", "title": "Load of disks", "panels": []}
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

    id = "DB327"
    name = "duplicate-dashboard-uid"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each dashboard whose uid was there before."""
        seen: dict[tuple[str, str, str], DashboardSubject] = {}
        for board in subject.of(DashboardSubject):
            folder, _, name = ("", "", "") if subject.complete else board.home.path.rpartition("/")
            first = seen.setdefault((folder, name.rpartition(".")[2], board.uid), board)
            is_variant = not subject.complete and _are_variants(first, board)
            if board.uid and first is not board and not is_variant:
                yield Fault(
                    f'dashboard "{first.passage.value}" has the uid "{board.uid}", too',
                    f"it is in {first.home.path}: give one of the two another uid",
                    passage=board.part("/uid"),
                    subject=board,
                )


def _are_variants(one: DashboardSubject, other: DashboardSubject) -> bool:
    """Whether one title names both, or their files are called alike but for a version: `api-3.11.json`."""
    names = [board.home.path.rpartition("/")[2] for board in (one, other)]
    versions = all(_VERSION.search(name) for name in names) and len({_DIGITS.sub("", name) for name in names}) == 1
    return versions or one.json.get("title") == other.json.get("title")


_VERSION = re.compile(r"\d\.\d")
_DIGITS = re.compile(r"[\d.]+")
