"""Ratios of series that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class RatioOutOfRange(Rule[QuerySubject]):
    """A ratio of series that is none.

    ## What it does
    Reports `limit_ratio` with a ratio below -1 or above 1.

    ## Why is this bad?
    Prometheus cuts the ratio down to -1 or 1 and warns: the query returns all series, not the part that was meant.

    ## Example
    ```promql
    sum(limit_ratio(10, http_requests_active))
    ```

    ## Use instead
    ```promql
    sum(limit_ratio(0.1, http_requests_active))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#limitk-and-limit_ratio
    """

    id = "PQ142"
    name = "ratio-out-of-range"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.aggregations:
            asked = node.parameter if node.op.value == "limit_ratio" else None
            value = None if asked is None else number_of(asked)
            if asked is not None and value is not None and not -1 <= value <= 1:
                yield Fault(f"a ratio lies between -1 and 1: {value:g} returns every series", "", asked.span)
