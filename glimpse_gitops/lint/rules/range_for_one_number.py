"""Panels that ask for a course and show its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mapping
from ..panel_json import has_one_query
from ..repair import Put, Repair
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import QuerySubject


class RangeForOneNumber(Rule[QuerySubject]):
    """A panel that asks for a course and shows its end.

    ## What it does
    Reports range queries in gauges, bars, pies and in numbers without a graph behind them that keep only the last
    value, and in tables without transformations. The last value may be older than now: the fix is not a safe one.

    ## Why is this bad?
    Prometheus evaluates the query for every point of the time range, and all but one are thrown away. A table of a
    range has one row for each point.

    ## Example
    ```json
    {
      "title": "Requests", "type": "gauge", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "options": {"reduceOptions": {"calcs": ["lastNotNull"]}},
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
      "title": "Requests", "type": "gauge", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "options": {"reduceOptions": {"calcs": ["lastNotNull"]}},
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}, "instant": true, "range": false
        }
      ]
    }
    ```
    """

    id = "DB338"
    name = "range-for-one-number"
    severity = Severity.INFO
    profile = "strict"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each query."""
        panel = {} if subject.panel is None else subject.panel.json
        if subject.use != "panel" or subject.json.get("instant") or panel.get("transformations"):
            return
        if subject.json.get("format") != "heatmap" and _keeps_the_last(panel):
            edits = [Put("/instant", True), *([Put("/range", False)] if subject.json.get("range") else [])]
            yield Fault(
                "the query asks for a range, and the panel shows its last value",
                'ask for this moment: "instant": true, "range": false',
                (0, len(subject.expr)),
                repair=Repair("ask for this moment", tuple(edits)),
            )


_LAST = (["lastNotNull"], ["last"])
_REDUCED = frozenset({"gauge", "bargauge", "piechart"})


def _keeps_the_last(panel: Mapping[str, Any]) -> bool:
    """Whether nothing of a course is shown but its end."""
    options = mapping(panel.get("options"))
    if panel.get("type") == "table":
        return has_one_query(panel)
    reduced = mapping(options.get("reduceOptions"))
    is_bare = panel.get("type") == "stat" and options.get("graphMode") == "none"
    keeps = reduced.get("calcs") in _LAST and not reduced.get("values")
    return keeps and (text_of(panel.get("type")) in _REDUCED or is_bare) and not options.get("showPercentChange")
