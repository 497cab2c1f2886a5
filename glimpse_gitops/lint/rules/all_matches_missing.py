""" "All" that matches series without the label."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import VariableSubject


class AllMatchesMissing(Rule[VariableSubject]):
    """A variable whose "All" matches series without the label, too.

    ## What it does
    Reports variables with "All" whose value for it is `.*`.

    ## Why is this bad?
    `{instance=~".*"}` matches series that have no such label: with "All" there is more to see than the list offers.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "instance", "query": "label_values(up, instance)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}, "includeAll": true, "allValue": ".*"
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
            "datasource": {"type": "prometheus", "uid": "$ds"}, "includeAll": true, "allValue": ".+"
          }
        ]
      },
      "panels": [{"title": "$ds $instance", "type": "text"}]
    }
    ```
    """

    id = "DB311"
    name = "all-matches-missing"
    severity = Severity.INFO
    profile = "strict"
    subject = VariableSubject

    def check(self, subject: VariableSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.json.get("includeAll") and subject.json.get("allValue") == ".*":
            yield Fault(
                '"All" matches series without the label, too',
                'write "allValue": ".+"',
                passage=subject.part("/allValue"),
            )
