"""Dashboards with more queries than a server should get at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mappings_in
from ..panel_json import targets_of
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
class TooManyQueries(Rule[DashboardSubject]):
    """A dashboard with more queries than a server should get at once.

    ## What it does
    Counts the queries of all panels that are shown when the dashboard is opened. Those inside of closed rows, and
    hidden ones, do not count.

    ## Why is this bad?
    All of them are asked at once, by everybody who looks, and again at each refresh.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [
        {
          "title": "Part 1", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "short"}},
          "targets": [
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
          ]
        },
        {
          "title": "Part 2", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "short"}},
          "targets": [
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
          ]
        },
        {
          "title": "Part 3", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "short"}},
          "targets": [
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
          ]
        },
        {
          "title": "Part 4", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "short"}},
          "targets": [
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}
          ]
        }
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"title": "Details", "type": "row", "collapsed": true, "panels": []}]
    }
    ```

    ## Options
    * `queries`: queries that may be asked at once.
    """

    id = "DB336"
    name = "too-many-queries"
    severity = Severity.WARNING
    profile = "strict"
    subject = DashboardSubject

    queries: int = 100

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        shown = [panel for _, panel in mappings_in(subject.json.get("panels"))]
        for _, row in mappings_in(subject.json.get("rows")):
            shown += [] if row.get("collapse") else [panel for _, panel in mappings_in(row.get("panels"))]
        count = sum(one.get("hide") is not True for panel in shown for one in targets_of(panel))
        if count > self.queries:
            said = f"opening the dashboard asks {count} queries at once; {self.queries} are many"
            yield Fault(said, "put some of the panels into closed rows, or into a dashboard of their own")
