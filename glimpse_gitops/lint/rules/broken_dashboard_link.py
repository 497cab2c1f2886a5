"""Links of dashboards that lead to no dashboard, or pass on a variable that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..dashboard_links import Link, boards_of, linked_uids, links_of
from ..nearest import did_you_mean
from ..panel_json import all_panels, is_elsewhere
from ..rule import Fault, Rule
from ..subjects import DashboardSubject, ProjectSubject
from ..template_variables import BUILT_IN, TOPOLOGY


@dataclass(frozen=True)
class BrokenDashboardLink(Rule[ProjectSubject]):
    """A link of a dashboard or a panel that leads nowhere, or passes on what is not there.

    ## What it does
    Reads the links of dashboards, of panels and of their data: in a project, one to `/d/<uid>` must lead to a
    dashboard that the project defines. A `var-x=` in the address must name a variable of the dashboard that it
    leads to, as far as that is here, and the `$x` behind it one of the dashboard that has the link. What stands for
    several of them, such as `$__url_time_range`, needs a `&` before it.

    ## Why is this bad?
    Whoever follows it in a hurry finds "not found", or a dashboard that shows everything.

    ## Example
    ```json
    {"title": "Requests", "links": [{"title": "Detail", "url": "/d/detail?var-route=$rout"}]}
    ```

    ## Use instead
    ```json
    {"title": "Requests", "links": [{"title": "Detail", "url": "/d/sample?var-route=$route"}]}
    ```

    ## Options
    * `elsewhere`: uids of dashboards that exist although the project does not define them; `*` for all others.
    """

    id = "DB324"
    name = "broken-dashboard-link"
    severity = Severity.WARNING
    subject = ProjectSubject

    elsewhere: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each dashboard or variable that is not there."""
        boards = boards_of(subject)
        closed = subject.complete and "*" not in self.elsewhere
        for board in subject.of(DashboardSubject):
            for pointer, holder in (("", board.json), *all_panels(board.json)):
                if not is_elsewhere(holder):
                    for link in links_of(holder):
                        yield from self._faults(board, pointer, link, boards, closed=closed)

    def _faults(
        self,
        board: DashboardSubject,
        pointer: str,
        link: Link,
        boards: Mapping[str, Sequence[DashboardSubject]],
        *,
        closed: bool,
    ) -> Iterator[Fault]:
        own = board.variable_names
        passage = board.part(pointer + link.pointer)
        uid, span = next(linked_uids(link.url), ("", (0, 0)))
        if uid and closed and uid not in boards and uid not in self.elsewhere:
            hint = did_you_mean(uid, boards) or "if it is kept elsewhere, name it in the rule's option elsewhere"
            yield Fault(
                f'the link leads to dashboard "{uid}", which the project does not define',
                hint,
                span,
                passage,
                subject=board,
            )
        for match in _UNSEPARATED.finditer(link.url):
            said = f'nothing separates "{match["what"].strip("${")}" from what stands before it'
            yield Fault(
                said, "write & before it, or ? where it is the first", match.span("what"), passage, subject=board
            )
        targets = boards.get(uid, ()) if uid else ()
        for match in _PASSED.finditer(link.url):
            if TOPOLOGY.fullmatch(match["to"]):
                continue
            if len(targets) == 1 and match["to"] not in (there := targets[0].variable_names):
                said = f'dashboard "{targets[0].passage.value}" has no variable "{match["to"]}"'
                hint = did_you_mean(match["to"], there) or "leave it out"
                yield Fault(said, hint, match.span("to"), passage, subject=board)
            name = match["braced"] or match["plain"]
            if name and name != _ALL and name not in own | BUILT_IN:
                hint = did_you_mean(name, own) or "declare it among the dashboard's variables"
                place = match.span("braced" if match["braced"] else "plain")
                yield Fault(
                    f'the link passes on variable "{name}", which is unknown', hint, place, passage, subject=board
                )


_UNSEPARATED = re.compile(r"[^?&#\u200b\ufeff][\u200b\ufeff]*(?P<what>\$\{?__(?:url_time_range|all_variables)\b)")
"""What stands for several `name=value`, where it is a part of the value before it, invisible characters aside."""
_ALL = "__all"
"""What the value "All" is called in an address: `var-job=$__all`."""
_PASSED = re.compile(
    r"[?&]var-(?P<to>[A-Za-z_]\w*)=(?:\$\{(?P<braced>[A-Za-z_]\w*)(?::\w+)?\}|\$(?P<plain>[A-Za-z_]\w*))?"
)
