"""Alerts on what is absent that lose the labels by which they are told apart."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.tree import Aggregation, Call, Expression, Selector, unwrap
from ...promql.words import SELECTING_AGGREGATORS
from ..analysis import Analysis
from ..context import Context
from ..matchers import matchers_of
from ..operands import labels_asked_for
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject, RouteSubject


class AbsentWithoutLabels(Rule[ProjectSubject]):
    """An alert on what is absent that loses the labels of its selector.

    ## What it does
    Reports `absent(…)` of an aggregation in alert rules where the selector inside asks for labels by `=`, which neither
    the aggregation keeps nor the rule sets. In a project, it reports selectors, too, that ask by a regular expression
    for a label by which the notification policy routes: only labels with one `=` are kept.

    ## Why is this bad?
    `absent()` makes its labels of the matchers of the selector that it is given, and of an aggregation none at all: the
    alert does not say what is gone, and no route for its job or team takes it.

    ## Example
    ```yaml
    alert: ApiIsGone
    expr: absent(sum(up{job="api"}))
    for: 5m
    labels: {severity: critical}
    annotations: {summary: No process of the API is there}
    ```

    ## Use instead
    ```yaml
    alert: ApiIsGone
    expr: absent(up{job="api"})
    for: 5m
    labels: {severity: critical}
    annotations: {summary: No process of the API is there}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/
    """

    id = "AL208"
    name = "absent-without-labels"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each call of `absent`."""
        routed = {one.label for route in subject.of(RouteSubject) for one in matchers_of(route)}
        for alert in subject.of(AlertRuleSubject):
            if alert.analysis is None or "absent" not in alert.rule.expr:
                continue
            given = set(as_labels(alert.rule.labels))
            for call in alert.analysis.calls:
                if call.function.value not in _ABSENT or not call.arguments or _is_inside(call, alert.analysis):
                    continue
                argument = unwrap(call.arguments[0])
                lost = sorted(_lost(argument, routed) - given)
                if lost:
                    function, labels = call.function.value, ", ".join(lost)
                    said = f"{function}() loses label {labels}: it keeps what its own selector asks for by ="
                    yield Fault(said, _hint(argument, lost), call.span, alert.query, subject=alert)


_ABSENT = frozenset({"absent", "absent_over_time"})


def _lost(argument: Expression, routed: set[str]) -> frozenset[str]:
    """The labels that whoever wrote the argument may expect on the alert."""
    if isinstance(argument, Aggregation) and argument.op.value not in SELECTING_AGGREGATORS:
        inner = unwrap(argument.expression)
        while isinstance(inner, Call) and len(inner.arguments) == 1:
            inner = unwrap(inner.arguments[0])
        return labels_asked_for(inner, "=") if isinstance(inner, Selector) else frozenset()
    return labels_asked_for(argument, "=~") & routed if isinstance(argument, Selector) else frozenset()


def _hint(argument: Expression, lost: list[str]) -> str:
    if isinstance(argument, Aggregation):
        return f"leave out {argument.op.value}(): whether something is there is the same without it"
    return f"ask for {lost[0]} by =, in one alert each, or set it among the rule's labels"


def _is_inside(call: Call, analysis: Analysis) -> bool:
    """Whether something around it takes the labels away in any case."""
    node: Expression | None = analysis.parents.get(call)
    while node is not None:
        if isinstance(node, Aggregation | Call):
            return True
        node = analysis.parents.get(node)
    return False
