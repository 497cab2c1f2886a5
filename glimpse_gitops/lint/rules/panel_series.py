"""Panels with more series than anybody can see."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class PanelSeries(Rule[QuerySubject]):
    """A panel with more series than anybody can see.

    ## What it does
    Works out how many series a panel's query can return at most, from the label bounds of the catalogue, and reports
    more than 100, or 200 rows of a table; more than ten times that is an error. It says nothing where no bound is
    declared.

    ## Why is this bad?
    Nobody can tell 500 lines apart, the legend fills the panel, and the browser becomes slow.

    ## Example
    ```promql
    rate(http_requests_total[5m])
    ```

    ## Use instead
    ```promql
    sum by (status_class) (rate(http_requests_total[5m]))
    ```

    ## Options
    * `series`: series that a graph can show.
    * `rows`: rows that a table can show.
    """

    id = "CD401"
    name = "panel-series"
    severity = Severity.WARNING
    subject = QuerySubject
    needs = "series"

    series: int = 100
    rows: int = 200

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        facts = subject.analysis.facts
        if subject.use != "panel" or facts is None or subject.panel_type in _COUNTLESS:
            return
        limit = self.rows if subject.panel_type in _TABLES else self.series
        bound = facts.count.series
        if limit < bound < math.inf:
            severity = Severity.ERROR if bound > 10 * limit else None
            said = f"the query returns up to {bound:,.0f} series; a panel can show {limit}"
            yield Fault(
                said, "aggregate it (sum by …), or keep the largest (topk)", (0, len(subject.expr)), severity=severity
            )


_COUNTLESS = frozenset({"heatmap", "histogram"})
"""Panels that add all series up."""
_TABLES = frozenset({"table", "barchart", "bargauge", "piechart", "geomap"})
