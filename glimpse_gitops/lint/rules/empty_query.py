"""Panels whose queries ask nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.finding import Severity
from ..context import Context
from ..panel_json import SHOWS_DATA, is_elsewhere, targets_of
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import PanelSubject


class EmptyQuery(Rule[PanelSubject]):
    """A panel whose queries ask nothing.

    ## What it does
    Reports panels that show data and all of whose queries are PromQL without a text. An empty query beside others,
    which Grafana passes over, is left alone.

    ## Why is this bad?
    The panel shows "No data", whatever happens.

    ## Example
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [{"refId": "A", "expr": "", "datasource": {"type": "prometheus", "uid": "$ds"}}]
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

    id = "DB328"
    name = "empty-query"
    severity = Severity.WARNING
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.json
        targets = targets_of(panel)
        if (
            text_of(panel.get("type")) in SHOWS_DATA
            and targets
            and not is_elsewhere(panel)
            and all(map(_is_empty, targets))
        ):
            yield Fault("the panel's query is empty", "write one, or take the panel away")


_OF_EVERY_QUERY = frozenset(
    {
        *("refId", "expr", "datasource", "editorMode", "range", "instant", "legendFormat", "format", "interval"),
        *("intervalFactor", "step", "exemplar", "hide", "useBackend", "fullMetaSearch", "disableTextWrap"),
        *("includeNullMetadata", "metric", "key", "queryType", "hidden"),
    }
)
"""What a PromQL query holds beside its text: anything else may be a question in another language."""


def _is_empty(target: Mapping[str, Any]) -> bool:
    expr = target.get("expr")
    return isinstance(expr, str) and not expr.strip() and target.keys() <= _OF_EVERY_QUERY and not target.get("metric")
