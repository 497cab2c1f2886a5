"""Metrics that the server no longer has."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.online_facts import LATELY
from ..context import Context
from ..online_questions import must_find
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class MetricGone(Rule[ExpressionSubject]):
    """A metric that the server had within a week, and has no longer.

    ## What it does
    With `lint --online`, looks up the metric of every selector among the names of the series that the server has in
    memory, and among those of the last 7 days. It is silent where `metric-not-there` is.

    ## Why is this bad?
    What exported it has stopped, or a new version calls it something else. Alerts on it no longer fire.

    ## Example
    ```promql
    sum(http_requests_forgotten)
    ```

    ## Use instead
    ```promql
    sum(http_requests_active)
    ```
    """

    id = "ON902"
    name = "metric-gone"
    severity = Severity.WARNING
    subject = ExpressionSubject
    online = True

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector of such a metric."""
        facts = context.online
        for selector in must_find(subject.analysis) if facts is not None else ():
            metric = str(selector.metric)
            if facts is None or metric in facts.now or metric not in facts.lately:
                continue
            hint = "look for the target that exported it, and for a new name"
            span = selector.span if selector.name is None else selector.name.span
            yield Fault(f'{facts.server} had "{metric}" in the last {LATELY}, but has it no longer', hint, span)
