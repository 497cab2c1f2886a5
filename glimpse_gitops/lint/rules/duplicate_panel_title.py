"""Panels that are called as another one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class DuplicatePanelTitle(Rule[PanelSubject]):
    """A panel with the title and the type of another one beside it.

    ## What it does
    Compares the panels of one row: those that stand between two rows, or inside of a row that is closed. Panels that
    are repeated, and those with a variable in their title, are left alone.

    ## Why is this bad?
    Links, reports and people name panels by their titles.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"title": "Requests", "type": "text"}, {"title": "Requests", "type": "text"}]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"title": "Requests", "type": "text"}, {"title": "Errors", "type": "text"}]
    }
    ```
    """

    id = "DB331"
    name = "duplicate-panel-title"
    severity = Severity.WARNING
    profile = "strict"
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        title = subject.passage.value.strip()
        if not title or "$" in title or subject.json.get("type") == "row" or subject.json.get("repeat"):
            return
        for other in islice(reversed(subject.grid.panels[: subject.position]), _MOST):
            if other.get("type") == "row":
                return
            if str(other.get("title") or "").strip() == title and other.get("type") == subject.json.get("type"):
                yield Fault(f'another panel of the row is called "{title}", too', "say in the title what differs")
                return


_MOST = 500
"""Panels before one that are compared with it."""
