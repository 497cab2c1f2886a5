"""Graphs of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mapping, mappings_in
from ..repair import Put, Repair
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import QuerySubject


class InstantGraph(Rule[QuerySubject]):
    """A graph whose query asks for one moment only.

    ## What it does
    Reports instant queries in panels of the types `timeseries`, `graph`, `heatmap` and `state-timeline` that have no
    other ones. Panels with transformations, and graphs whose axis is not the time, are left alone.

    ## Why is this bad?
    A single point is no line: the graph looks empty.

    ## Example
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}, "instant": true, "range": false
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
          "datasource": {"type": "prometheus", "uid": "$ds"}, "instant": false, "range": true
        }
      ]
    }
    ```
    """

    id = "DB318"
    name = "instant-graph"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.panel
        if (
            panel is None
            or subject.use != "panel"
            or text_of(panel.json.get("type")) not in _LINES
            or panel.json.get("transformations")
        ):
            return
        is_of_time = mapping(panel.json.get("xaxis")).get("mode", "time") == "time"
        if (
            is_of_time
            and subject.json.get("instant")
            and all(one.get("instant") and not one.get("range") for _, one in mappings_in(panel.json.get("targets")))
        ):
            yield Fault(
                "the graph asks for one moment",
                'ask for a range: "instant": false, "range": true',
                (0, len(subject.expr)),
                repair=Repair("ask for a range", _edits(subject.json), safe=True),
            )


def _edits(target: Mapping[str, Any]) -> tuple[Put, ...]:
    """Where `range` is not said, Grafana takes it from `instant`."""
    return (Put("/instant", False), *([Put("/range", True)] if "range" in target else []))


_LINES = frozenset({"timeseries", "graph", "heatmap", "state-timeline", "status-history"})
