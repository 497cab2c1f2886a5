"""Operations on the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.canonical import same
from ..comparisons import is_constant
from ..context import Context
from ..operands import value_path
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class IdenticalOperands(Rule[ExpressionSubject]):
    """An operation on the same thing twice.

    ## What it does
    Reports `/`, `-`, `%`, `and`, `or`, `unless`, `<`, `>`, `<=` and `>=` between two operands that are the same,
    whatever the order of their matchers. Operations with `on`, `ignoring` or `group_left` are left alone, and so are
    `/` and `-` after `or`: `… or max(x / x)` is a 1 for what would be missing, `… or x - x` a 0. So are they on either
    side of `* on (…) group_left`, where `x / x` brings labels and changes no value.

    ## Why is this bad?
    The result is known without asking: 1, 0, everything or nothing. Mostly one of the two should have been
    something else.

    ## Example
    ```promql
    sum(rate(http_requests_total[5m])) / sum(rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{status_class="5xx"}[5m])) / sum(rate(http_requests_total[5m]))
    ```
    """

    id = "PQ124"
    name = "identical-operands"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        binaries = subject.analysis.binaries
        stand_ins = {one for node in binaries if node.op.value == "or" for one in value_path(node.right)}
        joined = [one for node in binaries if node.op.value == "*" and node.grouping for one in (node.left, node.right)]
        ones = {below for one in joined for below in value_path(one)}
        for node in binaries:
            if (node.op.value in _CONSTANT and node in stand_ins) or (node.op.value == "/" and node in ones):
                continue
            if node.op.value not in _POINTLESS or node.matching is not None or node.fills or is_constant(node):
                continue
            if same(node.left, node.right):
                yield Fault(f'both sides of "{node.op.value}" are the same', "", node.op.span)


_CONSTANT = frozenset({"/", "-"})
_POINTLESS = frozenset({"/", "-", "%", "and", "or", "unless", "<", ">", "<=", ">="})
