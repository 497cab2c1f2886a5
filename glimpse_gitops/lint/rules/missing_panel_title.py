"""Panels without a title."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mapping
from ..panel_json import SHOWS_DATA, is_elsewhere
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import PanelSubject


class MissingPanelTitle(Rule[PanelSubject]):
    """A panel without a title.

    ## What it does
    Reports panels that show data and have no title. Stats and gauges that say with `textMode` that they show a name are
    left alone.

    ## Why is this bad?
    Nobody can name the panel in a report, link to it or find it by searching.

    ## Example
    ```json
    {
      "title": "", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
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
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```
    """

    id = "DB302"
    name = "missing-panel-title"
    severity = Severity.WARNING
    profile = "strict"
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.json
        shows_name = str(mapping(panel.get("options")).get("textMode", "")) in ("name", "value_and_name")
        if (
            text_of(panel.get("type")) in SHOWS_DATA
            and not subject.passage.value.strip()
            and not is_elsewhere(panel)
            and not shows_name
        ):
            yield Fault("the panel has no title", "say in a few words what it shows")
