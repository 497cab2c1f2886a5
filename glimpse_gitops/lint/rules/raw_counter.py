"""Counters that are read as they are."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Paren,
    Selector,
)
from ...promql.words import COMPARISONS
from ..analysis import Analysis as Known
from ..context import Context
from ..metric_types import is_bucket, is_counter
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class RawCounter(Rule[QuerySubject]):
    """A counter that is read as it is.

    ## What it does
    Reports a metric that the catalogue declares as a counter and that is compared or aggregated without `rate` or
    `increase`. To ask whether it is there, whether it is 0, or how it differs from itself earlier is fine.

    ## Why is this bad?
    The value is the total since the last restart of each process. It grows with the uptime and falls with every
    deployment: no limit fits it, and no graph of it tells what happens now.

    ## Example
    ```promql
    sum(http_requests_total) > 1000
    ```

    ## Use instead
    ```promql
    sum(increase(http_requests_total[1h])) > 1000
    ```
    """

    id = "PQ103"
    name = "raw-counter"
    severity = Severity.WARNING
    subject = QuerySubject
    needs = "type"

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for selector in subject.analysis.selectors:
            if selector.window is not None or not is_counter(selector, subject.analysis.knowledge):
                continue
            if is_bucket(selector, subject.analysis.knowledge) or subject.use in ("variable", "annotation"):
                continue
            if _means_its_value(selector, subject.analysis):
                said = f'"{selector.metric}" is a counter: its value is the total since the last restart'
                yield Fault(said, "take its rate() or increase()", selector.span)


_VALUES = frozenset({"sum", "avg", "min", "max", "quantile", "stddev", "stdvar", "topk", "bottomk"})
_PRESENCE = frozenset({"absent", "timestamp"})


def _means_its_value(selector: Selector, analysis: Known) -> bool:
    """Whether the value is aggregated or compared with a number that is not 0."""
    node: Expression = selector
    parent = analysis.parents.get(node)
    aggregated = False
    while isinstance(parent, Paren | Aggregation):
        if isinstance(parent, Aggregation):
            if parent.op.value not in _VALUES:
                return False
            aggregated = True
        node, parent = parent, analysis.parents.get(parent)
    if isinstance(parent, Binary) and parent.op.value in COMPARISONS:
        limit = number_of(parent.right if parent.left is node else parent.left)
        return limit != 0 if aggregated else limit is not None and limit != 0
    if isinstance(parent, Binary) and (parent.op.value == "-" or _only_matches(node, parent)):
        return False
    if isinstance(parent, Call) and parent.function.value in _PRESENCE:
        return False
    return aggregated and not any(one.start <= selector.start < one.end for one in analysis.subqueries)


def _only_matches(node: Expression, parent: Binary) -> bool:
    return parent.op.value in ("and", "unless") and parent.right is node
