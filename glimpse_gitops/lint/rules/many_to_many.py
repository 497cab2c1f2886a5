"""Operations that Prometheus refuses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.analysis import Analysis
from ...promql.matching import matching_of
from ...promql.pairing import Crowd, pairing_of
from ...promql.tree import (
    Binary,
)
from ...promql.world import NAME
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class ManyToMany(Rule[QuerySubject]):
    """An operation that Prometheus refuses.

    ## What it does
    Works out from the catalogue how many series each side of an operation has, and reports a side that has to be
    unique in the compared labels and is not. It says nothing where the catalogue does not bound a metric, and where
    only the product of several labels says that there can be more: those may depend on each other.

    ## Why is this bad?
    Prometheus stops with `many-to-many matching not allowed`: an error in the panel, and an alert rule that fails
    at every evaluation.

    ## Example
    ```promql
    sum by (job, method) (http_requests_active) * on (job) group_left () sum by (job, method) (http_requests_active)
    ```

    ## Use instead
    ```promql
    sum by (job, method) (http_requests_active) / on (job) group_left () sum by (job) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
    """

    id = "PQ121"
    name = "many-to-many"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            pairing = pairing_of(node, facts.flows, facts.counts) if facts is not None else None
            for crowd in pairing.crowds if pairing is not None else ():
                if facts is None or not math.isfinite(crowd.series) or not _is_certain(crowd, node, facts):
                    continue
                said = f"{crowd.series:,.0f} series for {crowd.combinations:,.0f} combinations of the compared labels"
                yield Fault(
                    f'"{node.op.value}" needs a side that is unique: here are up to {said}',
                    "aggregate the side by the compared labels, or compare more of them",
                    crowd.side.span,
                )
                break


def _is_certain(crowd: Crowd, node: Binary, facts: Analysis) -> bool:
    """Whether at most one label that is not compared takes several values: two may depend on each other."""
    flow, count = facts.flows[crowd.side], facts.counts[crowd.side]
    if flow is None or flow.open:
        return False
    matching = matching_of(node)
    if matching.on is not None and not all(flow.possible(label) for label in matching.on):
        return False
    free = [label for label in flow.may - {NAME} if not matching.compares(label)]
    return sum(count.domains.get(label, math.inf) > 1 for label in free) == 1 and set(free) <= flow.must
