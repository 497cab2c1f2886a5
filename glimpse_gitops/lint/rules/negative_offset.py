"""Rules that read the future."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.durations import seconds
from ...promql.tree import (
    Selector,
    Subquery,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class NegativeOffset(Rule[QuerySubject]):
    """A rule that reads the future.

    ## What it does
    Reports a negative `offset` in an alert rule or a recording rule.

    ## Why is this bad?
    A rule is evaluated for now. What lies ahead of now has not been scraped yet: the expression finds the last
    samples at best, and mostly nothing.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active offset -5m) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active offset 5m) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```
    """

    id = "PQ129"
    name = "negative-offset"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        if subject.use not in ("alert", "recording", "step"):
            return
        nodes: list[Selector | Subquery] = [*subject.analysis.selectors, *subject.analysis.subqueries]
        for node in nodes:
            shift = None if node.offset is None else seconds(node.offset.duration)
            if node.offset is not None and shift is not None and shift < 0:
                yield Fault("the offset is negative: a rule would read samples of the future", "", node.offset.span)
