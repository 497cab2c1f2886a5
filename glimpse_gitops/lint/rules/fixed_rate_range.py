"""Rates over a range that does not follow the zoom."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Number, Selector
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class FixedRateRange(Rule[QuerySubject]):
    """A rate over a fixed range in a panel.

    ## What it does
    Reports `rate`, `irate` and `increase` over a range such as `[5m]` in the queries of graphs. Stats and tables, which
    show one moment, are left alone.

    ## Why is this bad?
    Zoomed out, a graph has a point every hour, and each shows five minutes of it: the rest is never seen.

    ## Example
    ```promql
    sum(rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[$__rate_interval]))
    ```
    """

    id = "DB333"
    name = "fixed-rate-range"
    severity = Severity.INFO
    profile = "strict"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each call."""
        if subject.use != "panel" or subject.instant or subject.panel_type not in _GRAPHS:
            return
        for call in subject.analysis.calls:
            for argument in call.arguments if call.function.value in _RATES else ():
                window = argument.window if isinstance(argument, Selector) else None
                if window is not None and isinstance(window.duration, Number):
                    span = window.duration.span
                    yield Fault("the range does not follow the zoom", "use $__rate_interval", span)


_RATES = frozenset({"rate", "irate", "increase"})
_GRAPHS = frozenset({"timeseries", "graph", "heatmap", "barchart", "state-timeline"})
