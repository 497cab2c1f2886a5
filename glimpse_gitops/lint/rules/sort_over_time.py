"""Sorted graphs."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Call,
    unwrap,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    QuerySubject,
)


class SortOverTime(Rule[QuerySubject]):
    """A sorted graph.

    ## What it does
    Reports `sort` and its kind around the query of a graph over time.

    ## Why is this bad?
    A query over time returns its series in the order of their labels, whatever the expression says: Prometheus
    ignores the sorting.

    ## Example
    ```promql
    sort_desc(sum by (method) (http_requests_active))
    ```

    ## Use instead
    ```promql
    sum by (method) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#sort
    """

    id = "PQ135"
    name = "sort-over-time"
    severity = Severity.INFO
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        tree = subject.analysis.parsed.tree
        call = None if tree is None else unwrap(tree)
        if subject.use != "panel" or subject.instant or subject.panel_type not in ("timeseries", "graph"):
            return
        if isinstance(call, Call) and call.function.value in _SORTS:
            yield Fault(f"{call.function.value}() does nothing in a query over time", "", call.function.span)


_SORTS = frozenset({"sort", "sort_desc", "sort_by_label", "sort_by_label_desc"})
