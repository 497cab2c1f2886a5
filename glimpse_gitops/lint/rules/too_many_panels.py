"""Dashboards with more panels than one can look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mappings_in
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
class TooManyPanels(Rule[DashboardSubject]):
    """A dashboard with more panels than one can look at.

    ## What it does
    Counts the panels of a dashboard that are not rows; those inside of closed rows, which ask nothing before they are
    opened, do not count.

    ## Why is this bad?
    All of them ask their queries at once, and nobody sees the one that matters.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [
        {
          "type": "row", "title": "Details",
          "panels": [
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
          ]
        }
      ]
    }
    ```

    ## Options
    * `panels`: panels that may be open at once.
    """

    id = "DB315"
    name = "too-many-panels"
    severity = Severity.WARNING
    profile = "strict"
    subject = DashboardSubject

    panels: int = 40

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        count = sum(panel.get("type") != "row" for _, panel in mappings_in(subject.json.get("panels")))
        if count > self.panels:
            yield Fault(
                f"the dashboard has {count} panels that are open at once", "close some rows, or make several dashboards"
            )
