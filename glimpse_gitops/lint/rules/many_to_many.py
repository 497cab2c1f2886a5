"""Operations that Prometheus refuses."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..crowds import crowds_in, told
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class ManyToMany(Rule[ExpressionSubject]):
    """An operation that Prometheus refuses.

    ## What it does
    Works out from the catalogue how many series each side of an operation has, and reports a side that has to be
    unique in the compared labels and is not. It says nothing where the catalogue does not bound a metric, and where
    only the product of several labels says that there can be more: those may depend on each other.

    ## Why is this bad?
    Prometheus stops with `many-to-many matching not allowed`: an error in the panel, and an alert rule that fails
    at every evaluation.

    ## Example
    ```promql
    sum by (job, method) (http_requests_active) * on (job) group_left () sum by (job, method) (http_requests_active)
    ```

    ## Use instead
    ```promql
    sum by (job, method) (http_requests_active) / on (job) group_left () sum by (job) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
    """

    id = "PQ121"
    name = "many-to-many"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each operation."""
        done: set[int] = set()
        for node, crowd, certain in crowds_in(subject.analysis):
            if certain and id(node) not in done:
                done.add(id(node))
                hint = "aggregate the side by the compared labels, or compare more of them"
                yield Fault(told(node, crowd, "are"), hint, crowd.side.span)
