"""Shares that are compared with percentages."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..comparisons import percent_of_share
from ..context import Context
from ..operands import number_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class PercentAgainstShare(Rule[ExpressionSubject]):
    """A share that is compared with a percentage.

    ## What it does
    Reports comparisons of a share with a number above 1 and up to 100. A share is a quotient whose numerator is a
    part of the denominator: `x / (x + y)`, or the same sum with more matchers.

    ## Why is this bad?
    A share lies between 0 and 1. `> 5`, where 5 % was meant, is never true: the alert never fires.

    ## Example
    ```yaml
    alert: TooManyErrors
    expr: sum(rate(http_requests_total{status_class="5xx"}[5m])) / sum(rate(http_requests_total[5m])) > 5
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Requests fail}
    ```

    ## Use instead
    ```yaml
    alert: TooManyErrors
    expr: sum(rate(http_requests_total{status_class="5xx"}[5m])) / sum(rate(http_requests_total[5m])) > 0.05
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Requests fail}
    ```
    """

    id = "PQ126"
    name = "percent-against-share"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            if facts is None or (limit := percent_of_share(node, facts)) is None:
                continue
            value = number_of(limit) or 0.0
            yield Fault(
                f"the share lies between 0 and 1, and is compared with {value:g}",
                f"write {value / 100:g}, or multiply the share by 100",
                limit.span,
                repair=Repair(f"write {value / 100:g}", (Edit(limit.span, f"{value / 100:g}"),)),
            )
