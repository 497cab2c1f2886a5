"""Queries for what is no longer kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...promql.durations import seconds
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


@dataclass(frozen=True)
class BeyondRetention(Rule[ExpressionSubject]):
    """A query for what is no longer kept.

    ## What it does
    Adds the range and the offset of each selector, and reports more than the retention: that of the project's
    `MonitoringStack`, or else Prometheus' own of 15 days.

    ## Why is this bad?
    What is older has been deleted: the query silently covers less than it says, or nothing.

    ## Example
    ```promql
    sum(http_requests_active offset 30d)
    ```

    ## Use instead
    ```promql
    sum(http_requests_active offset 14d)
    ```

    ## Options
    * `retention`: how long samples are kept, in place of that.
    """

    id = "PQ131"
    name = "beyond-retention"
    severity = Severity.WARNING
    profile = "strict"
    subject = ExpressionSubject

    retention: str = ""

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        retention = self.retention or context.retention
        kept = parse_duration(retention) / 1000
        for selector in subject.analysis.selectors:
            spans = [
                selector.window.duration if selector.window else None,
                selector.offset.duration if selector.offset else None,
            ]
            known = [seconds(one) or 0.0 for one in spans if one is not None]
            if sum(known) > kept:
                yield Fault(f"samples are kept for {retention}, and this asks for older ones", "", selector.span)
