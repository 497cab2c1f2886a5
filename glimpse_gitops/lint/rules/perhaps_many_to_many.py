"""Operations that Prometheus refuses, unless labels depend on each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..crowds import crowds_in, told
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class PerhapsManyToMany(Rule[ExpressionSubject]):
    """An operation that Prometheus refuses, unless labels depend on each other.

    ## What it does
    Reports what PQ121 cannot be sure of: a side that has to be unique in the compared labels, and has several other
    labels whose values the catalogue bounds one by one. Where one follows from the other, there is one series each.

    ## Why is this bad?
    If they do not, Prometheus stops with `many-to-many matching not allowed`. If they do, say so in the catalogue with
    `groups=[…]` or `series=…`, and other rules reckon with the true number as well.

    ## Example
    ```promql
    sum by (job, method) (http_requests_active) / on (job) group_left () http_requests_active
    ```

    ## Use instead
    ```promql
    sum by (job, method) (http_requests_active) / on (job) group_left () sum by (job) (http_requests_active)
    ```
    """

    id = "PQ143"
    name = "perhaps-many-to-many"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject
    needs = "series"

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each operation."""
        done: set[int] = set()
        for node, crowd, certain in crowds_in(subject.analysis):
            if not certain and id(node) not in done:
                done.add(id(node))
                hint = "aggregate the side by the compared labels, or declare which labels depend on each other"
                yield Fault(told(node, crowd, "may be"), hint, crowd.side.span)
