"""Alerts on the last two samples."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Call, Expression, Selector, postorder
from ..context import Context
from ..operands import vector_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, QuerySubject


class IrateInRule(Rule[QuerySubject]):
    """An alert on the last two samples.

    ## What it does
    Reports `irate` in the expression of an alert rule, but not behind `or`, where it stands in for `rate`.

    ## Why is this bad?
    `irate` looks at the last two samples only. One slow scrape makes the alert fire, one quiet moment between two
    evaluations resets its `for`.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(irate(http_requests_total[5m])) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(rate(http_requests_total[5m])) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#irate
    """

    id = "PQ108"
    name = "irate-in-rule"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        in_alert = subject.use == "alert" or (subject.use == "step" and isinstance(subject.rule, AlertRuleSubject))
        if not in_alert:
            return
        spare = set(_spare(subject))
        for call in subject.analysis.calls:
            if call.function.value == "irate" and call not in spare:
                yield Fault(
                    "irate() looks at two samples only: the alert flaps",
                    "use rate()",
                    call.function.span,
                    repair=Repair("use rate()", (Edit(call.function.span, "rate"),)),
                )


def _spare(subject: QuerySubject) -> Iterator[Call]:
    """Each `irate` behind `or` of what stands before it with `rate`."""
    for node in subject.analysis.binaries:
        if node.op.value == "or":
            before = {metric for _, metric in _calls(node.left, "rate")}
            yield from (call for call, metric in _calls(node.right, "irate") if metric in before)


def _calls(node: Expression, function: str) -> Iterator[tuple[Call, str | None]]:
    """The calls of a function, each with the metric that it is of."""
    for one in postorder(node):
        if isinstance(one, Call) and one.function.value == function:
            vector = vector_of(one)
            yield one, vector.metric if isinstance(vector, Selector) else None
