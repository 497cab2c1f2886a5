"""Comparisons with values that never occur."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.values import outcome
from ..comparisons import counted_in_vain, is_constant, percent_of_share, range_of
from ..context import Context
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class ValueOutOfRange(Rule[ExpressionSubject]):
    """A comparison with a value that never occurs.

    ## What it does
    Works out which values each operand can take: counters and their rates are not negative, `up` is 0 or 1, a share
    lies between 0 and 1, `clamp` does what it says, and the catalogue knows the limits of gauges. Reports
    comparisons that no such value can pass.

    ## Why is this bad?
    The panel stays empty, the alert never fires, and no error says so.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: up{job="api"} > 1
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: up{job="api"} < 1
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```
    """

    id = "PQ139"
    name = "value-out-of-range"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            if facts is None or outcome(node, facts.values) != "never" or is_constant(node):
                continue
            if counted_in_vain(node, facts) is not None or percent_of_share(node, facts) is not None:
                continue
            side = node.right if number_of(node.left) is not None else node.left
            yield Fault(f"this is never true: the value is {range_of(facts.values[side])}", "", node.span)
