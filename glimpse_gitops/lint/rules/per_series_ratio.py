"""Ratios of single series where one of many is meant."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.tree import (
    Call,
    Expression,
    Selector,
    unwrap,
)
from ..context import Context
from ..operands import RATES, vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


@dataclass(frozen=True)
class PerSeriesRatio(Rule[ExpressionSubject]):
    """A ratio of single series.

    ## What it does
    Works out from the catalogue how many series a quotient of two rates can have, neither of which is aggregated,
    and reports more than the limit.

    ## Why is this bad?
    One request that fails on an idle series is 100 % of it. The ratio that is meant is that of the sums: it weighs
    each series by its traffic.

    ## Example
    ```promql
    max(rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m]))
    ```

    ## Options
    * `series`: ratios that may be made at once.
    """

    id = "PQ127"
    name = "per-series-ratio"
    severity = Severity.WARNING
    subject = ExpressionSubject

    series: int = 100

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            if facts is None or node.op.value != "/" or not (_is_rate(node.left) and _is_rate(node.right)):
                continue
            bound = facts.counts[node].series
            if self.series < bound < math.inf:
                yield Fault(
                    f"up to {bound:,.0f} single series are divided by each other",
                    "divide sums: sum by (…) (…) / sum by (…) (…)",
                    node.op.span,
                )


def _is_rate(node: Expression) -> bool:
    bare = unwrap(node)
    return isinstance(bare, Call) and bare.function.value in RATES and isinstance(vector_of(bare), Selector)
