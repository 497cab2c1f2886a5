"""Alerts on single events that end before anybody has looked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...promql.durations import seconds
from ...promql.tree import Aggregation, Binary, Call, Expression, Selector, unwrap
from ..context import Context
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


@dataclass(frozen=True)
class ShortEventAlert(Rule[AlertRuleSubject]):
    """An alert on a single event that ends before anybody has looked.

    ## What it does
    Reports alerts on `increase(…) > 0`, `changes(…) > 0` and the like over a few minutes that have no
    `keep_firing_for`.

    ## Why is this bad?
    A counter that rarely counts makes the condition true for the length of the range and no longer. The alert is
    resolved before somebody has opened it, and comes again with the next event: it flaps.

    ## Example
    ```yaml
    alert: PaymentFailed
    expr: sum(increase(http_requests_total{status_class="5xx"}[5m])) > 0
    labels: {severity: warning}
    annotations: {summary: A payment failed}
    ```

    ## Use instead
    ```yaml
    alert: PaymentFailed
    expr: sum(increase(http_requests_total{status_class="5xx"}[5m])) > 0
    keep_firing_for: 30m
    labels: {severity: warning}
    annotations: {summary: A payment failed}
    ```

    ## Options
    * `minutes`: the longest range that is reported.
    """

    id = "AL216"
    name = "short-event-alert"
    severity = Severity.INFO
    profile = "strict"
    subject = AlertRuleSubject

    minutes: int = 10

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        tree = subject.analysis.parsed.tree if subject.analysis is not None else None
        node = unwrap(tree) if tree is not None else None
        if subject.rule.keep_firing_for or not isinstance(node, Binary) or node.op.value not in (">", "!="):
            return
        length = _length_of_events(node.left)
        if number_of(node.right) != 0 or length is None or length > 60 * self.minutes:
            return
        if parse_duration(subject.rule.for_) < 1000 * length:
            said = f"a single event keeps the alert for {length / 60:g} minutes"
            yield Fault(said, "add keep_firing_for", node.span, subject.query)


_EVENTS = frozenset({"increase", "changes", "resets", "delta", "idelta"})


def _length_of_events(node: Expression) -> float | None:
    """Seconds over which events are counted; None where something else is."""
    bare = unwrap(node)
    while isinstance(bare, Aggregation):
        bare = unwrap(bare.expression)
    if not isinstance(bare, Call) or bare.function.value not in _EVENTS or not bare.arguments:
        return None
    below = unwrap(bare.arguments[0])
    return seconds(below.window.duration) if isinstance(below, Selector) and below.window is not None else None
