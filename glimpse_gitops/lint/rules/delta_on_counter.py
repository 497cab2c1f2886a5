"""Functions for gauges, used on counters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.tree import (
    Selector,
)
from ..context import Context
from ..knowledge import Knowledge
from ..metric_types import type_of
from ..operands import CHANGES, vector_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class DeltaOnCounter(Rule[QuerySubject]):
    """A function for gauges, used on a counter.

    ## What it does
    Reports `delta`, `idelta`, `deriv` and `predict_linear` of a counter: one that the catalogue declares, or an
    undeclared metric whose name ends in `_total` or `_bucket`.

    ## Why is this bad?
    These functions know nothing of restarts: when a process starts anew the counter falls to 0, and they show a
    large negative change.

    ## Example
    ```promql
    sum(delta(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(increase(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#delta
    """

    id = "PQ102"
    name = "delta-on-counter"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for call in subject.analysis.calls:
            if call.function.value not in CHANGES:
                continue
            source = vector_of(call)
            if isinstance(source, Selector) and _counts(source, subject.analysis.knowledge):
                name = call.function.value
                instead = _INSTEAD[name]
                yield Fault(
                    f'"{source.metric}" is a counter, and {name}() ignores its restarts',
                    f"write {instead}()" if instead else "predict from a rate",
                    call.function.span,
                    repair=Repair(f"use {instead}()", (Edit(call.function.span, instead),)) if instead else None,
                )


_INSTEAD = {"delta": "increase", "idelta": "irate", "deriv": "rate", "predict_linear": ""}


def _counts(selector: Selector, knowledge: Knowledge) -> bool:
    declared = type_of(selector, knowledge)
    if declared:
        return declared in ("counter", "bucket")
    name = selector.metric
    return name is not None and name.endswith(("_total", "_bucket")) and not _LEVELS & set(name.split("_"))


_LEVELS = frozenset({"pending", "active", "inflight", "current"})
"""Words for how many there are now: with one of them `_total` only says that all are meant."""
