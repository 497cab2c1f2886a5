"""Metrics that nothing declares or records."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Name, Selector
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class UnknownMetric(Rule[ExpressionSubject]):
    """A metric that nothing declares or records.

    ## What it does
    Looks up the metric of every selector among the series of the catalogue, the project's recording rules and what
    Prometheus itself writes (`up`, `ALERTS`, `scrape_…`). It says nothing where there is no catalogue, or where the
    catalogue is declared with `complete=False`.

    ## Why is this bad?
    The query returns nothing: the panel stays empty, and the alert never fires. Nothing else tells.

    ## Example
    ```promql
    sum(rate(http_request_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m]))
    ```
    """

    id = "XF601"
    name = "unknown-metric"
    severity = Severity.ERROR
    subject = ExpressionSubject
    needs = "declaration"

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector of an unknown metric."""
        knowledge = subject.analysis.knowledge
        if not knowledge.is_complete:
            return
        for selector in subject.analysis.selectors:
            metric = selector.metric
            if metric is None or metric in knowledge.names:
                continue
            histogram = f"{metric}_bucket"
            if histogram in knowledge.names:
                hint = f"it is a histogram: query {metric}_bucket, {metric}_sum or {metric}_count"
            else:
                hint = did_you_mean(metric, knowledge.names) or "declare it in the catalogue"
            yield Fault(f'unknown metric "{metric}"', hint, _name_of(selector).span)


def _name_of(selector: Selector) -> Name | Selector:
    """The token that names the metric."""
    if selector.name is not None:
        return selector.name
    named = (m.value for m in selector.matchers if m.value is not None and m.value.value == selector.metric)
    return next(named, selector)
