"""Graphs whose legend shows series as Prometheus names them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.world import NAME
from ..context import Context
from ..json_lists import mapping
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class UnnamedSeries(Rule[QuerySubject]):
    """A graph whose legend shows series as Prometheus names them.

    ## What it does
    Reports queries without `legendFormat` in graphs whose results certainly have labels. Hidden legends, and the
    automatic legend of newer editors (`__auto`), are left alone.

    ## Why is this bad?
    The legend reads `{instance="10.0.0.1:80", job="api"}`, and takes the place of the graph.

    ## Example
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {
          "refId": "A", "expr": "sum by (method) (rate(http_requests_total[$__rate_interval]))",
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
          "refId": "A", "expr": "sum by (method) (rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}, "legendFormat": "{{method}}"
        }
      ]
    }
    ```
    """

    id = "DB317"
    name = "unnamed-series"
    severity = Severity.WARNING
    profile = "strict"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.panel is None or subject.use != "panel" or subject.panel_type not in ("timeseries", "graph"):
            return
        if subject.json.get("legendFormat") or not _has_legend(subject):
            return
        facts = subject.analysis.facts
        labels = [] if facts is None or facts.flow is None else sorted(facts.flow.must - {NAME})
        if labels:
            shown = " ".join(f"{{{{{label}}}}}" for label in labels)
            yield Fault(
                "the legend shows all labels of each series", f'set legendFormat "{shown}"', (0, len(subject.expr))
            )


def _has_legend(subject: QuerySubject) -> bool:
    """Whether the graph shows a legend."""
    panel = {} if subject.panel is None else subject.panel.json
    legend = mapping(mapping(panel.get("options")).get("legend"))
    return (
        legend.get("showLegend") is not False
        and legend.get("displayMode") != "hidden"
        and mapping(panel.get("legend")).get("show") is not False
    )
