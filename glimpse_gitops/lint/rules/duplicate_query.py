"""Queries that several panels of a dashboard ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.finding import Severity
from ...promql.canonical import canonical_hash
from ..context import Context
from ..datasource_types import uid_of
from ..panel_json import number
from ..rule import Fault, Rule
from ..subjects import DashboardQueriesSubject, QuerySubject


class DuplicateQuery(Rule[DashboardQueriesSubject]):
    """A query that another panel of the dashboard asks already.

    ## What it does
    Compares the queries of panels of one type, whatever their layout and the order of their matchers: those that ask
    the same data source the same over the same time are told at the second panel. Metrics as they are, which cost
    little, do not count; nor does a number beside the graph of the same query, which asks in other steps.

    ## Why is this bad?
    Prometheus works it out once for each panel. A panel on the data source `-- Dashboard --` shows the result of
    another one.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [
        {
          "id": 1, "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
          "datasource": {"type": "prometheus", "uid": "$ds"},
          "targets": [{"refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))"}]
        },
        {
          "id": 2, "title": "Requests again", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
          "datasource": {"type": "prometheus", "uid": "$ds"},
          "targets": [{"refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))"}]
        }
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [
        {
          "id": 1, "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
          "datasource": {"type": "prometheus", "uid": "$ds"},
          "targets": [{"refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))"}]
        },
        {
          "id": 2, "title": "Requests again", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
          "datasource": {"type": "datasource", "uid": "-- Dashboard --"}, "targets": [{"refId": "A", "panelId": 1}]
        }
      ]
    }
    ```
    """

    id = "DB322"
    name = "duplicate-query"
    severity = Severity.INFO
    profile = "strict"
    subject = DashboardQueriesSubject

    def check(self, subject: DashboardQueriesSubject, context: Context) -> Iterator[Fault]:
        """One fault for each panel that repeats one."""
        first: dict[tuple[object, ...], QuerySubject] = {}
        for query in subject.queries:
            tree = query.analysis.parsed.tree
            if query.use != "panel" or query.panel is None or tree is None:
                continue
            if not (query.analysis.calls or query.analysis.aggregations):
                continue
            key = (canonical_hash(tree), query.panel_type, query.instant, *_asked(query.json, query.panel.json))
            before = first.setdefault(key, query)
            if before.panel is not query.panel and before.panel is not None:
                title = before.panel.passage.value or number(before.panel.json.get("id"))
                said = f'panel "{title}" asks the same'
                yield Fault(said, 'show its result: data source "-- Dashboard --"', (0, len(query.expr)), subject=query)


def _asked(target: Mapping[str, Any], panel: Mapping[str, Any]) -> tuple[object, ...]:
    """Whom a target asks, over which time and in which steps."""
    source = uid_of(target.get("datasource")) or uid_of(panel.get("datasource"))
    times = (panel.get(key) for key in ("timeFrom", "timeShift", "interval", "repeat"))
    return (source, *map(str, times), str(target.get("interval") or ""), str(target.get("format") or ""))
