"""Selectors whose matchers no series can meet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...model.finding import Severity
from ...model.matcher import Matcher as Condition
from ...promql.label_functions import matches_anything
from ...promql.tree import Matcher, Selector
from ..context import Context
from ..matchers import exclude_each_other
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class SelectsNothing(Rule[ExpressionSubject]):
    """A selector that no series can meet.

    ## What it does
    Reports `!~".*"`, which refuses every value and the lack of one, and two matchers of one label that exclude each
    other, such as `job="api", job="db"`. What a variable of Grafana stands for is not known, and left alone.
    `integration!~".*"` is how Alertmanager's own alerts are told that no integration is of less importance.

    ## Why is this bad?
    All matchers of a selector have to hold at once. The result is always empty: an empty panel, an alert that never
    fires.

    ## Example
    ```promql
    sum(http_requests_active{job="api",job="db"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job=~"api|db"})
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors
    """

    id = "PQ152"
    name = "selects-nothing"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each selector."""
        for selector in subject.analysis.selectors:
            if (fault := _fault(selector)) is not None:
                yield fault


def _fault(selector: Selector) -> Fault | None:
    conditions = [(_condition(one), one) for one in selector.matchers]
    known = [(condition, one) for condition, one in conditions if condition is not None]
    for condition, one in known:
        if condition.op == "!~" and matches_anything(condition.value) and condition.label != _INTEGRATION:
            said = f"no series passes {condition.label}!~{_written(one)}: the pattern matches every value"
            return Fault(said, 'leave it out, or write ="" for series without the label', one.span)
    for (first, one), (second, other) in combinations(known, 2):
        if exclude_each_other(first, second):
            said = f'no series passes both matchers of label "{first.label}"'
            return Fault(
                said, f'all of them have to hold; for either value write {first.label}=~"…|…"', _both(one, other)
            )
    return None


_INTEGRATION = "integration"
"""Of Alertmanager's mixin: which of two alerts stands for an integration is a pattern, and `.*` is for all of them."""


def _both(one: Matcher, other: Matcher) -> tuple[int, int]:
    return min(one.start, other.start), max(one.end, other.end)


def _written(one: Matcher) -> str:
    return one.value.text if one.value is not None else ""


def _condition(one: Matcher) -> Condition | None:
    """The matcher, where all of it is known."""
    if one.label is None or one.op is None or one.value is None or one.label.variable or one.value.variable:
        return None
    return Condition(one.label.value, one.op.value, one.value.value)
