"""Values of metrics that only have labels."""

from __future__ import annotations

import re
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
    Reports `count_values`, `stddev` and `quantile` of a metric whose name ends in `_info`, and `rate`, `increase`,
    `delta`, `changes` and their like of those that the ecosystem knows: `kube_…_info`, `node_…_info`,
    `target_info`, `…_build_info`, `…_version_info`. Others may count messages of the level info. `count_values` by
    labels counts series of each, and is left alone.

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
            name = _info(vector_of(call)) if call.function.value in RATES | CHANGES | _TURNS else ""
            if _KNOWN.search(name):
                yield Fault(f'the value of "{name}" is always 1', "its labels tell what it knows", call.function.span)
        for node in subject.analysis.aggregations:
            is_count = node.op.value == "count_values" and node.grouping is not None
            if node.op.value in _BY_VALUE and not is_count and (name := _info(unwrap(node.expression))):
                yield Fault(f'the value of "{name}" is always 1', "count by (…) tells its labels", node.op.span)


_TURNS = frozenset({"changes", "resets"})
_BY_VALUE = frozenset({"count_values", "stddev", "stdvar", "quantile"})


_KNOWN = re.compile(r"^(?:kube|node|target|go|python|jvm)_(?:\w+_)?info$|(?:build|version|uname|os)_info$")
"""Metrics of which the ecosystem knows it: others may count messages of the level info, or what they are told."""


def _info(node: Expression | None) -> str:
    """The name of the info metric that is selected; empty for anything else."""
    name = node.metric if isinstance(node, Selector) else None
    is_info = name is not None and name.endswith("_info") and ":" not in name
    return name if name is not None and is_info else ""
