"""Alerts that always fire."""

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
    children,
    postorder,
    selectors,
    unwrap,
)
from ...promql.words import COMPARISONS
from ..analysis import Analysis
from ..context import Context
from ..knowledge import ALERT_SERIES
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject
from ..watchdogs import is_watchdog

_TELL_OF_EXISTENCE = frozenset({"absent", "absent_over_time", "present_over_time"})


class NoCondition(Rule[AlertRuleSubject]):
    """An alert whose expression holds no condition.

    ## What it does
    Reports alert rules whose expression has no comparison that leaves series out, no `and`, no `unless` and no
    `absent`, and those to which `or vector(…)` adds a series that is always there, or of which one side of `or` has
    no condition. A comparison with `bool` leaves nothing out: it returns 0 or 1. Series of recording rules may hold
    the condition themselves, as `ALERTS` and others with `alert` in their names do: they are left alone, and so are
    alerts by the name of a watchdog, dead man's switch or heartbeat, and `vector(1)`, which asks of nothing. Series
    that are only picked by their labels, such as `node_info{state!="ready"}`, may be there or not, which is a
    condition, too, unless the catalogue says what they are.

    ## Why is this bad?
    Prometheus fires for every series that the expression returns, whatever its value: the alert fires always.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > bool 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
    """

    id = "AL206"
    name = "no-condition"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault, at the comparison with `bool` where there is one."""
        analysis = subject.analysis
        tree = analysis.parsed.tree if analysis is not None else None
        if analysis is None or tree is None or is_watchdog(subject.rule) or _asks_of_nothing(tree):
            return
        if (added := _added(tree)) is not None:
            said = f"the alert always fires: {added.function.value}(…) is always there, whatever its value"
            yield Fault(said, "compare behind it: (… or vector(0)) > 0", added.span, subject.query)
            return
        branches = _branches(tree)
        always = [one for one in branches if not _may_be_empty(one, analysis)]
        if not always:
            return
        if len(always) < len(branches):
            said = "the alert always fires for this: the condition is only behind another `or`"
            yield Fault(said, "compare behind all of it: (… or …) > …", always[0].span, subject.query)
            return
        hint = "compare it with a limit, such as > 0"
        if any(_compares(node) for node in analysis.binaries):
            hint = "leave `bool` out: with it the comparison returns 0 instead of nothing"
        yield Fault(
            "the alert always fires: its expression has no condition", hint, (0, len(subject.rule.expr)), subject.query
        )


def _asks_of_nothing(tree: Expression) -> bool:
    """Whether it is `vector(1)`: an alert that is to fire always, as a test of what happens to it."""
    whole = unwrap(tree)
    return isinstance(whole, Call) and whole.function.value == "vector"


def _branches(tree: Expression) -> list[Expression]:
    """What the outermost `or` puts together, in the order of the text; the whole expression where it has none."""
    found: list[Expression] = []
    waiting = [tree]
    while waiting:
        node = unwrap(waiting.pop())
        if isinstance(node, Binary) and node.op.value == "or":
            waiting += [node.right, node.left]
        else:
            found.append(node)
    return found


def _added(tree: Expression) -> Call | None:
    """What `or` adds to the result of an expression and is always there, and so no condition."""
    branches = _branches(tree)
    return next(
        (one for one in branches if isinstance(one, Call) and one.function.value == "vector" and len(branches) > 1),
        None,
    )


def _may_be_empty(node: Expression, analysis: Analysis) -> bool:
    """Whether there may be no result, because of a condition, or because nobody knows when its series are there.

    Series of `array_alerts_open` are there as long as such an alert is, as those of `ALERTS` are.
    """
    known = ALERT_SERIES | analysis.knowledge.recorded
    for metric in (one.metric for one in selectors(node)):
        if metric is None or ":" in metric or metric in known or "alert" in metric:
            return True
    return any(_leaves_out(one) for one in postorder(node)) or _only_selects(node, analysis)


def _leaves_out(node: Expression) -> bool:
    """Whether the result may be empty because of the node, so that it can be the condition of an alert."""
    if isinstance(node, Binary):
        return node.op.value in ("and", "unless") or (_compares(node) and node.bool_modifier is None)
    return isinstance(node, Call) and node.function.value in _TELL_OF_EXISTENCE


def _only_selects(node: Expression, analysis: Analysis) -> bool:
    """Whether series are only picked by their labels: `node_info{state!="ready"}` is there or not.

    Of a metric that the catalogue declares it is known what it is: there a number is missing.
    """
    branches = _branches(node)
    if len(branches) > 1:
        return all(_only_selects(branch, analysis) for branch in branches)
    if isinstance(node, Selector):
        declared = node.metric in analysis.knowledge.catalogue.series
        return node.window is None and bool(node.matchers) and not declared
    if isinstance(node, Binary):
        joins = node.op.value == "*" and node.grouping is not None
        return joins and (_only_selects(node.left, analysis) or _only_selects(node.right, analysis))
    if isinstance(node, Aggregation | Paren):
        return _only_selects(node.expression, analysis)
    return _keeps_value(node) and _only_selects(children(node)[0], analysis)


def _keeps_value(node: Expression) -> bool:
    return isinstance(node, Call) and node.function.value in ("label_replace", "label_join", "sort", "sort_desc")


def _compares(node: Expression) -> bool:
    return isinstance(node, Binary) and node.op.value in COMPARISONS
