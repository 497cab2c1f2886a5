"""Comparisons that leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import unwrap
from ...promql.values import outcome
from ..comparisons import asks_for_existence, drops_nan, is_constant, percent_of_share, range_of
from ..context import Context
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class AlwaysTrue(Rule[ExpressionSubject]):
    """A comparison that leaves nothing out.

    ## What it does
    Works out which values each operand can take, and reports comparisons that all of them pass: `rate(x[5m]) >= 0`.
    That something exists at all (`count(x) > 0`, `absent(x) == 1`, `sum(ALERTS) >= 1`) or is left of a comparison
    (`sum(up == 1) > 0`) may be asked like this, `>= 0` may drop what is no number (`a / b >= 0`, `job:a:ratio >=
    0`), and constants may be compared. Behind `and` and `unless` only what is there counts.

    ## Why is this bad?
    The condition is none: an alert with it fires for every series that there is.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(rate(http_requests_total[5m])) >= 0
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(rate(http_requests_total[5m])) > 0
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```
    """

    id = "PQ145"
    name = "always-true"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        asked = {unwrap(one.right) for one in subject.analysis.binaries if one.op.value in ("and", "unless")}
        for node in subject.analysis.binaries if facts is not None else ():
            if facts is None or outcome(node, facts.values) != "always" or is_constant(node):
                continue
            side = node.right if number_of(node.left) is not None else node.left
            value = facts.values[side]
            if value.low == value.high or asks_for_existence(side) or drops_nan(node) or node in asked:
                continue
            if percent_of_share(node, facts) is not None:
                continue
            yield Fault(f"this is always true: the value is {range_of(value)}", "", node.span)
