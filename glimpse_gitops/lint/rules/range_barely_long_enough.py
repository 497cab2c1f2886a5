"""Ranges that one late scrape empties."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..ranges import declared_ranges, duration_text
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RangeBarelyLongEnough(Rule[ExpressionSubject]):
    """A range that one late scrape empties.

    ## What it does
    Reports `rate`, `irate`, `increase`, `delta`, `idelta`, `deriv` and `predict_linear` of a metric of the
    catalogue over a range of less than four scrape intervals. Ranges that are a Grafana variable are not checked.

    ## Why is this bad?
    Between two and four scrape intervals one failed scrape is enough, and the range holds a single sample: there is
    a gap, and a pending alert starts anew.

    ## Example
    ```promql
    sum(rate(http_requests_total[30s]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[1m]))
    ```
    """

    id = "PQ140"
    name = "range-barely-long-enough"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for selector, window, length, scrape in declared_ranges(subject.analysis):
            if 2 * scrape <= length < 4 * scrape:
                every = f'"{selector.metric}" is scraped every {duration_text(scrape)}'
                yield Fault(
                    f"one missed scrape empties the range: {every}",
                    f"write at least {duration_text(4 * scrape)}",
                    window.duration.span,
                    repair=Repair(
                        "take four scrape intervals", (Edit(window.duration.span, duration_text(4 * scrape)),)
                    ),
                )
