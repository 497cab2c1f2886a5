"""Selectors without the name of a metric."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.world import NAME
from ..context import Context
from ..metric_types import matches_on
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class NamelessSelector(Rule[ExpressionSubject]):
    """A selector without the name of a metric.

    ## What it does
    Reports selectors that neither name a metric nor match on `__name__`.

    ## Why is this bad?
    Prometheus reads every metric that has the other labels: the query is slow, and its result a mixture.

    ## Example
    ```promql
    sum({job="api"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job="api"})
    ```
    """

    id = "PQ115"
    name = "nameless-selector"
    severity = Severity.WARNING
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for selector in subject.analysis.selectors:
            if selector.name is None and selector.metric is None and not matches_on(selector, NAME):
                yield Fault("no metric is named: all that have these labels are read", "", selector.span)
