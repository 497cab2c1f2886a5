"""Values of metrics that only have labels."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Expression,
    Selector,
    unwrap,
)
from ..context import Context
from ..operands import CHANGES, RATES, vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class InfoMetricMisuse(Rule[ExpressionSubject]):
    """The value of a metric that only has labels.

    ## What it does
    Reports `count_values`, `rate`, `irate`, `increase`, `delta`, `deriv`, `changes`, `stddev` and `quantile` of a
    metric whose name ends in `_info`. What is called `…_log_info` counts messages, and `count_values` by labels counts
    series of each.

    ## Why is this bad?
    The value of such a metric is always 1; what it tells stands in its labels. `count_values` of it finds the value
    1 and no version.

    ## Example
    ```promql
    count_values("version", http_build_info{job="api"})
    ```

    ## Use instead
    ```promql
    count by (version) (http_build_info{job="api"})
    ```
    """

    id = "PQ133"
    name = "info-metric-misuse"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for call in subject.analysis.calls:
            if call.function.value in RATES | CHANGES | _TURNS and (name := _info(vector_of(call), _COUNTED)):
                yield Fault(f'the value of "{name}" is always 1', "its labels tell what it knows", call.function.span)
        for node in subject.analysis.aggregations:
            is_count = node.op.value == "count_values" and node.grouping is not None
            if node.op.value in _BY_VALUE and not is_count and (name := _info(unwrap(node.expression))):
                yield Fault(f'the value of "{name}" is always 1', "count by (…) tells its labels", node.op.span)


_TURNS = frozenset({"changes", "resets"})
_BY_VALUE = frozenset({"count_values", "stddev", "stdvar", "quantile"})


_WHAT = ("log", "logging", "level", "logs", "messages", "notices", "events", "lines", "entries", "records")
_COUNTED = tuple(f"{what}_info" for what in _WHAT)
"""How names end of what counts the messages of a level."""


def _info(node: Expression | None, but: tuple[str, ...] = ()) -> str:
    """The name of the info metric that is selected; empty for anything else, and for one that ends in one of `but`."""
    name = node.metric if isinstance(node, Selector) else None
    is_info = name is not None and name.endswith("_info") and ":" not in name and not name.endswith(but)
    return name if name is not None and is_info else ""
