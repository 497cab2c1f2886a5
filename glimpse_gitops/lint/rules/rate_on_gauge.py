"""Rates of metrics that go up and down."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Selector,
    unwrap,
)
from ..context import Context
from ..metric_types import is_gauge
from ..operands import RATES
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RateOnGauge(Rule[ExpressionSubject]):
    """A rate of a metric that goes up and down.

    ## What it does
    Reports `rate`, `irate` and `increase` of a metric that the catalogue, or Prometheus itself, knows as a gauge,
    and of what everybody knows as one, as `go_goroutines` and `process_resident_memory_bytes`.

    ## Why is this bad?
    These functions take every fall of the value for a restart and count it on top: a gauge that goes from 5 to 4
    and back shows an increase of 5.

    ## Example
    ```promql
    sum(rate(http_requests_active[5m]))
    ```

    ## Use instead
    ```promql
    sum(deriv(http_requests_active[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
    """

    id = "PQ101"
    name = "rate-on-gauge"
    severity = Severity.ERROR
    subject = ExpressionSubject
    needs = "type"

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        knowledge = subject.analysis.knowledge
        for call in subject.analysis.calls:
            if call.function.value not in RATES:
                continue
            for selector in call.arguments:
                bare = unwrap(selector)
                if isinstance(bare, Selector) and is_gauge(bare, knowledge):
                    instead = "delta" if call.function.value == "increase" else "deriv"
                    yield Fault(
                        f'"{bare.metric}" is a gauge, and {call.function.value}() is for counters',
                        f"{instead}() tells how a gauge changes",
                        call.function.span,
                    )
