"""Panels with many queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..panel_json import targets_of
from ..rule import Fault, Rule
from ..subjects import PanelSubject


@dataclass(frozen=True)
class ManyQueries(Rule[PanelSubject]):
    """A panel with many queries.

    ## What it does
    Counts the queries of each panel that are not hidden.

    ## Why is this bad?
    Each is a request of its own, again at each refresh, and nobody tells the lines apart. One query that keeps a label
    often says the same.

    ## Example
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {"refId": "A"}, {"refId": "B"}, {"refId": "C"}, {"refId": "D"}, {"refId": "E"}, {"refId": "F"},
        {"refId": "G"}, {"refId": "H"}, {"refId": "I"}, {"refId": "J"}, {"refId": "K"}
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {
          "refId": "A", "expr": "sum by (status_class) (rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```

    ## Options
    * `queries`: queries that a panel may have.
    """

    id = "DB335"
    name = "many-queries"
    severity = Severity.WARNING
    profile = "strict"
    subject = PanelSubject

    queries: int = 10

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        count = sum(one.get("hide") is not True for one in targets_of(subject.json))
        if count > self.queries:
            yield Fault(f"the panel asks {count} queries; {self.queries} are many", "keep a label in one query instead")
