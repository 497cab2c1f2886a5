"""Conditions on what is empty when they should hold."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..comparisons import counted_in_vain
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class NeverTrue(Rule[ExpressionSubject]):
    """A condition on what is empty when it should hold.

    ## What it does
    Reports comparisons of `count` with less than 1, and of an aggregation of filtered series with a value that the
    filter does not let through: `count(x) == 0`, `sum(x > 0) == 0`.

    ## Why is this bad?
    Where there is nothing to count, `count` returns nothing, not 0: the comparison is never true, and the alert
    never fires.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: count(up{job="api"} == 1) == 0
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: absent(up{job="api"} == 1)
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#absent
    """

    id = "PQ122"
    name = "never-true"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            if facts is not None and (counted := counted_in_vain(node, facts)) is not None:
                yield Fault(
                    f"this is never true: {counted} of nothing is empty, not 0",
                    "ask with absent(…), or add: or vector(0)",
                    node.span,
                )
