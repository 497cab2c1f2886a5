"""Variables whose list of values never changes."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..repair import Put, Repair
from ..rule import Fault, Rule
from ..subjects import VariableSubject


class VariableNeverRefreshed(Rule[VariableSubject]):
    """A query variable whose list of values is never asked for again.

    ## What it does
    Reports query variables with `"refresh": 0`, or without one.

    ## Why is this bad?
    The list is that of the day on which the dashboard was saved: what came later cannot be chosen.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "instance", "query": "label_values(up, instance)", "refresh": 0,
            "datasource": {"type": "prometheus", "uid": "$ds"}
          }
        ]
      },
      "panels": [{"title": "$ds $instance", "type": "text"}]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "instance", "query": "label_values(up, instance)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}
          }
        ]
      },
      "panels": [{"title": "$ds $instance", "type": "text"}]
    }
    ```
    """

    id = "DB312"
    name = "variable-never-refreshed"
    severity = Severity.INFO
    profile = "strict"
    subject = VariableSubject

    def check(self, subject: VariableSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.json.get("type") == "query" and subject.json.get("refresh") in (None, 0, False, "never"):
            yield Fault(
                "the values are never asked for again",
                'write "refresh": 2',
                passage=subject.part("/refresh"),
                repair=Repair("refresh with the time range", (Put("/refresh", 2),), safe=True),
            )
