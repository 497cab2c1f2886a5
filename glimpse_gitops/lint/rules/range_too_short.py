"""Ranges with fewer than two samples in them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..ranges import declared_ranges, duration_text
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RangeTooShort(Rule[ExpressionSubject]):
    """A range with fewer than two samples in it.

    ## What it does
    Reports `rate`, `irate`, `increase`, `delta`, `idelta`, `deriv` and `predict_linear` of a metric of the
    catalogue over a range shorter than twice its scrape interval. Ranges that are a Grafana variable are not
    checked.

    ## Why is this bad?
    These functions need two samples. Over one scrape interval there is mostly one: the panel is empty or full of
    gaps, and the alert does not fire.

    ## Example
    ```promql
    sum(rate(http_requests_total[20s]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
    """

    id = "PQ105"
    name = "range-too-short"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for selector, window, length, scrape in declared_ranges(subject.analysis):
            if length < 2 * scrape:
                every = f'"{selector.metric}" is scraped every {duration_text(scrape)}'
                yield Fault(
                    f"the range holds fewer than two samples: {every}",
                    f"write at least {duration_text(4 * scrape)}",
                    window.duration.span,
                    repair=Repair(
                        "take four scrape intervals",
                        (Edit(window.duration.span, duration_text(4 * scrape)),),
                        safe=True,
                    ),
                )
