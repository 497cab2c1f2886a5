"""Units that are not those of the metric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mapping, mappings_in
from ..panel_json import defaults_of, shows_one_query
from ..promql_unit import COMPARABLE, FITTING, unit_of
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class UnitAgainstMetric(Rule[QuerySubject]):
    """A unit that is not that of the metric.

    ## What it does
    Works out the unit of a query from that of its metric, and compares it with the unit of the panel: the catalogue
    says what a metric is measured in; without one, names that end in `_seconds` or `_bytes` do. It follows rates,
    aggregations and quantiles, and says nothing of arithmetic. Panels with several queries, overrides of the unit,
    transformations or an axis that says `/s` are left alone.

    ## Why is this bad?
    The number on the panel is wrong by a factor of a thousand, or called bytes where it is seconds.

    ## Example
    ```json
    {
      "title": "Load", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "ms"}},
      "targets": [
        {
          "refId": "A",
          "expr": "histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "title": "Load", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "s"}},
      "targets": [
        {
          "refId": "A",
          "expr": "histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```
    """

    id = "DB332"
    name = "unit-against-metric"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.panel
        if panel is None or subject.use != "panel" or not shows_one_query(panel.json):
            return
        given = str(defaults_of(panel.json).get("unit") or "")
        tree = subject.analysis.parsed.tree
        measured = unit_of(tree, subject.analysis.knowledge.catalogue) if tree is not None else ""
        if "/s" in str(mapping(defaults_of(panel.json).get("custom")).get("axisLabel")):
            return  # The axis says what the unit leaves out.
        if measured == "bytes" and given in FITTING["bytes per second"]:
            return  # Exporters have gauges of bytes per second whose names end in _bytes.
        if panel.json.get("type") == "graph" and _left_axis(panel.json) not in ("", given):
            return  # A graph shows the unit of its axis, and the time series that Grafana makes of it keeps that.
        fitting = FITTING.get(measured)
        if fitting and given in COMPARABLE and given not in fitting:
            said = f'the query returns {measured}, and the panel shows them as "{given}"'
            yield Fault(said, f'use "{min(fitting, key=len)}", or reckon in the query', passage=panel.passage)


def _left_axis(graph: Mapping[str, Any]) -> str:
    """The unit of the left axis of a graph as Grafana had them before version 7.4; empty where none is given."""
    return next((str(axis.get("format") or "") for index, axis in mappings_in(graph.get("yaxes")) if index == 0), "")
