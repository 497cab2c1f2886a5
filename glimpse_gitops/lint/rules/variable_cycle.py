"""Variables that need each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..circles import circles, way
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject
from ..variable_uses import needed_by


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
        """One fault for variables that need each other, at the first of them."""
        needs = {str(one.get("name")): needed_by(one) for one in subject.variables}
        places: dict[str, int] = {}
        for index, one in enumerate(subject.variables):
            places.setdefault(str(one.get("name")), index)
        for circle in circles(needs):
            said = f"variables need each other: {way([f'${name}' for name in circle])}"
            place = subject.part(f"/templating/list/{places[circle[0]]}/name")
            yield Fault(said, "take one of them out of a query", passage=place)
