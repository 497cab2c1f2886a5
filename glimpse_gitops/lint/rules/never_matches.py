"""Operations that never find a pair."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.flow import Flow
from ...promql.missing import why_missing
from ...promql.pairing import pairing_of
from ...promql.tree import (
    Binary,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class NeverMatches(Rule[ExpressionSubject]):
    """An operation that never finds a pair.

    ## What it does
    Follows the labels of both sides of an operation between vectors, and reports one that compares a label which
    the series of one side must have and those of the other cannot have.

    ## Why is this bad?
    Series only pair when they agree on all the labels that are compared. The result is always empty: an empty
    panel, an alert that never fires.

    ## Example
    ```promql
    sum by (job, method) (http_requests_active) / sum by (job) (http_requests_active)
    ```

    ## Use instead
    ```promql
    sum by (job, method) (http_requests_active) / on (job) group_left () sum by (job) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
    """

    id = "PQ120"
    name = "never-matches"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            pairing = pairing_of(node, facts.flows, facts.counts) if facts is not None else None
            if facts is None or pairing is None or not pairing.never:
                continue
            label = min(pairing.never)
            left, right = facts.flows[node.left], facts.flows[node.right]
            lacking, side = (
                ("left", node.left) if left is not None and not left.possible(label) else ("right", node.right)
            )
            reason = why_missing(label, side, facts.flows)
            yield Fault(
                f'the sides of "{node.op.value}" never match: the {lacking} one cannot have label "{label}"'
                + (f" ({reason.text})" if reason else ""),
                _hint(node, right if lacking == "left" else left, label),
                node.op.span,
            )


def _hint(node: Binary, flow: Flow | None, label: str) -> str:
    if node.matching is not None and node.matching.keyword.value == "on":
        return f'take "{label}" out of "on"'
    return f"say on which labels to match: on (…), or ignoring ({label})"
