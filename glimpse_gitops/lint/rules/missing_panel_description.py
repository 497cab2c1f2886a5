"""Panels without a description."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..panel_json import SHOWS_DATA, is_elsewhere
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import PanelSubject


class MissingPanelDescription(Rule[PanelSubject]):
    """A panel without a description.

    ## What it does
    Reports panels that show data and have no description.

    ## Why is this bad?
    Whoever did not make the dashboard has to guess from the query what a high value means.

    ## Example
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

    ## Use instead
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "description": "What the load balancer counts.",
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```
    """

    id = "DB330"
    name = "missing-panel-description"
    severity = Severity.INFO
    profile = "strict"
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.json
        if (
            text_of(panel.get("type")) in SHOWS_DATA
            and not str(panel.get("description") or "").strip()
            and not is_elsewhere(panel)
        ):
            yield Fault("the panel has no description", "say what it means and what is normal")
