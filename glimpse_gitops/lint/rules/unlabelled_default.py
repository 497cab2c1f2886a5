"""Defaults that stand beside what they should replace."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Paren,
    unwrap,
)
from ...promql.words import COMPARISONS
from ...promql.world import NAME
from ..analysis import Analysis as Known
from ..context import Context
from ..operands import number_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class UnlabelledDefault(Rule[ExpressionSubject]):
    """A default that stands beside what it should replace.

    ## What it does
    Reports `… or vector(0)` behind something that certainly has labels, where it shows: not inside a sum or a
    maximum, and not where a comparison takes the 0 out again.

    ## Why is this bad?
    `vector(0)` has no labels, so it matches none of the series before it: it is always added, as one more series
    without labels, and no series gets it as its default.

    ## Example
    ```promql
    sum by (method) (http_requests_active) or vector(0)
    ```

    ## Use instead
    ```promql
    sum by (method) (http_requests_active) or on () vector(0)
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators
    """

    id = "PQ123"
    name = "unlabelled-default"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            if facts is None or node.op.value != "or" or node.matching is not None or not _is_default(node.right):
                continue
            flow = facts.flows[node.left]
            labels = frozenset() if flow is None else flow.must - {NAME}
            if not labels or _does_not_show(node, subject.analysis):
                continue
            yield Fault(
                f"vector() has no labels: it is added to the series by {', '.join(sorted(labels))}, always",
                "write: or on () vector(0), which is there only when nothing else is",
                (node.op.start, node.right.end),
                repair=Repair("add it only when nothing else is there", (Edit((node.op.end, node.op.end), " on ()"),)),
            )


def _is_default(node: Expression) -> bool:
    bare = unwrap(node)
    return isinstance(bare, Call) and bare.function.value == "vector" and number_of(bare.arguments[0]) is not None


def _does_not_show(node: Expression, analysis: Known) -> bool:
    """Whether what is around it makes one more 0 invisible."""
    parent = analysis.parents.get(node)
    while isinstance(parent, Paren):
        node, parent = parent, analysis.parents.get(parent)
    if isinstance(parent, Aggregation):
        return parent.op.value in ("sum", "max", "topk")
    if not isinstance(parent, Binary) or parent.op.value not in COMPARISONS or parent.bool_modifier is not None:
        return False
    mirrored = parent.right is node
    limit = number_of(parent.left if mirrored else parent.right)
    takes_out = {"<": ">", "<=": ">="}.get(parent.op.value, "") if mirrored else parent.op.value
    return limit is not None and ((takes_out == ">" and limit >= 0) or (takes_out == ">=" and limit > 0))
