"""Label values that the server does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.online_facts import LATELY, OnlineFacts
from ...promql.regex import label_matches
from ...promql.tree import Matcher, Selector
from ..context import Context
from ..nearest import misspelt
from ..online_questions import constants, must_find
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class ValueNotThere(Rule[ExpressionSubject]):
    """A matcher that no value of its label on the server meets.

    ## What it does
    With `lint --online`, holds the constant of each `=` and `=~` against the values that the label had on the metric
    within the last 7 days. Values that the catalogue declares are fine, and so is a label with more than 1,000. It is
    silent where `metric-not-there` is. Where the value looks like a misspelt one, it is a warning.

    ## Why is this bad?
    The selector matches nothing. Many values come only on demand, such as a status of an error: then all is well.

    ## Example
    ```promql
    sum(rate(http_requests_total{method="PSOT"}[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{method="POST"}[5m]))
    ```
    """

    id = "ON904"
    name = "value-not-there"
    severity = Severity.INFO
    subject = ExpressionSubject
    online = True

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each such matcher."""
        facts, knowledge = context.online, subject.analysis.knowledge
        for selector in must_find(subject.analysis) if facts is not None else ():
            for matcher in constants(selector) if facts is not None else ():
                if facts is None or matcher.label is None or matcher.value is None:
                    continue
                label = matcher.label.value
                values = _values(facts, selector, label)
                if not values or _meets(matcher, (*values, *knowledge.values_of(selector.metric, label))):
                    continue
                near = misspelt(matcher.value.value, values)
                said = f'no "{label}" of "{selector.metric}" on {facts.server} met this in {LATELY}'
                told = ", ".join(values[:_TOLD]) + (", …" if len(values) > _TOLD else "")
                hint = f'did you mean "{near}"?' if near else f"there were {told}"
                yield Fault(said, hint, matcher.span, severity=Severity.WARNING if near else None)


_TOLD = 5
"""Values that are listed."""


def _values(facts: OnlineFacts, selector: Selector, label: str) -> tuple[str, ...]:
    metric = facts.metrics.get(str(selector.metric))
    return () if metric is None else metric.values.get(label, ())


def _meets(matcher: Matcher, values: tuple[str, ...]) -> bool:
    """Whether one of the values may meet the matcher."""
    if matcher.op is None or matcher.value is None:
        return True
    return any(label_matches(matcher.op.value, matcher.value.value, value) is not False for value in values)
