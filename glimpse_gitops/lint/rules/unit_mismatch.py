"""Metrics of different units, added or compared."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Aggregation,
    Call,
    Expression,
    Selector,
    unwrap,
)
from ...promql.words import COMPARISONS
from ..context import Context
from ..knowledge import Knowledge
from ..operands import vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class UnitMismatch(Rule[ExpressionSubject]):
    """Two metrics of different units, added or compared.

    ## What it does
    Holds the units that the catalogue declares for the metrics on both sides of `+`, `-` and comparisons against
    each other. Functions that change the unit, other arithmetic, and metrics without a unit are left alone.

    ## Why is this bad?
    Seconds plus bytes is a number, but of nothing.

    ## Example
    ```promql
    sum(http_requests_active) + sum(temperature)
    ```

    ## Use instead
    ```promql
    sum(http_requests_active) + sum(http_requests_active offset 1h)
    ```
    """

    id = "PQ137"
    name = "unit-mismatch"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.binaries:
            if node.op.value not in _LIKE_WITH_LIKE:
                continue
            units = [_unit(side, subject.analysis.knowledge) for side in (node.left, node.right)]
            if all(units) and units[0] != units[1]:
                yield Fault(f'"{node.op.value}" between {units[0]} and {units[1]}', "", node.op.span)


_LIKE_WITH_LIKE = COMPARISONS | {"+", "-"}
_KEEP_UNIT = frozenset({"abs", "ceil", "floor", "round", "sort", "sort_desc", "clamp_min", "clamp_max", "delta"}) | {
    f"{name}_over_time" for name in ("avg", "min", "max", "last", "first", "quantile")
}


def _unit(node: Expression, knowledge: Knowledge) -> str:
    """The unit of an operand's values; empty where it is not known."""
    while True:
        bare = unwrap(node)
        if isinstance(bare, Aggregation) and bare.op.value in (
            "sum",
            "avg",
            "min",
            "max",
            "topk",
            "bottomk",
            "quantile",
        ):
            node = bare.expression
        elif isinstance(bare, Call) and bare.function.value in _KEEP_UNIT and (vector := vector_of(bare)) is not None:
            node = vector
        elif isinstance(bare, Selector):
            series = knowledge.catalogue.series.get(bare.metric or "")
            return "" if series is None else series.unit
        else:
            return ""
