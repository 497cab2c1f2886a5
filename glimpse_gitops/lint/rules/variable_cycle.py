"""Variables that need each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..circles import shortest_circle, without_ends
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject
from ..variable_uses import needed_by


@dataclass(frozen=True)
class VariableCycle(Rule[DashboardSubject]):
    r"""Variables whose queries need each other.

    ## What it does
    Follows which variable stands in the query, the data source or the filter of which other, and reports circles of two
    and more.

    ## Why is this bad?
    Grafana waits for each before it asks for the other: none of them ever gets a value.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview", "description": "$job $instance",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "job", "query": "label_values(up{instance=\"$instance\"}, job)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}
          },
          {
            "type": "query", "name": "instance", "query": "label_values(up{job=\"$job\"}, instance)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}
          }
        ]
      },
      "panels": []
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview", "description": "$job $instance",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "job", "query": "label_values(up, job)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}
          },
          {
            "type": "query", "name": "instance", "query": "label_values(up{job=\"$job\"}, instance)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}
          }
        ]
      },
      "panels": []
    }
    ```
    """

    id = "DB309"
    name = "variable-cycle"
    severity = Severity.ERROR
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """One fault for each circle, at its first variable."""
        needs = without_ends({str(one.get("name")): needed_by(one) for one in subject.variables})
        told: set[str] = set()
        for index, variable in enumerate(subject.variables):
            name = str(variable.get("name"))
            circle = [] if name in told else shortest_circle(name, needs)
            if circle and told.isdisjoint(circle):
                told |= set(circle)
                path = " → ".join(f"${one}" for one in (*circle, name))
                place = subject.part(f"/templating/list/{index}/name")
                yield Fault(f"variables need each other: {path}", "take one of them out of a query", passage=place)
