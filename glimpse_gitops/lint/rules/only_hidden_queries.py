"""Panels all of whose queries are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..panel_json import is_elsewhere, targets_of
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class OnlyHiddenQueries(Rule[PanelSubject]):
    """A panel all of whose queries are hidden.

    ## What it does
    Reports panels in which every target has `"hide": true`, unless their title or description says how to enable
    them or why they are disabled.

    ## Why is this bad?
    The panel says "No data" for ever.

    ## Example
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}, "hide": true
        }
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```
    """

    id = "DB337"
    name = "only-hidden-queries"
    severity = Severity.WARNING
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        targets = targets_of(subject.json)
        words = f"{subject.json.get('title')} {subject.json.get('description')}".lower()
        if targets and all(one.get("hide") is True for one in targets) and not is_elsewhere(subject.json):
            if "enable" in words or "disable" in words:
                return  # Who reads it is told to show them when needed.
            yield Fault("all queries of the panel are hidden", "show one, or take the panel away")
