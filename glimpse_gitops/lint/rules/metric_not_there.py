"""Metrics that the server has never had."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.online_facts import LATELY
from ..context import Context
from ..nearest import did_you_mean
from ..online_questions import must_find
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class MetricNotThere(Rule[ExpressionSubject]):
    """A metric that the server has not, and had not within a week.

    ## What it does
    With `lint --online`, looks up the metric of every selector among the names of all series that the server had within
    the last 7 days. It is silent inside `absent()`, beside `or`, behind `unless`, for names with variables in them, and
    for what the project itself records.

    ## Why is this bad?
    The query returns nothing: the panel stays empty, and the alert never fires.

    ## Example
    ```promql
    sum(rate(http_requests_processed_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m]))
    ```
    """

    id = "ON901"
    name = "metric-not-there"
    severity = Severity.WARNING
    subject = ExpressionSubject
    online = True

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector of such a metric."""
        facts, recorded = context.online, subject.analysis.knowledge.recorded
        for selector in must_find(subject.analysis) if facts is not None else ():
            metric = str(selector.metric)
            if facts is None or metric in facts.lately or metric in recorded or not facts.knows(metric):
                continue
            hint = did_you_mean(metric, facts.names) or "correct the name, or make sure that something exports it"
            span = selector.span if selector.name is None else selector.name.span
            yield Fault(f'{facts.server} has no "{metric}", and had none in {LATELY}', hint, span)
