"""Subqueries that read each sample several times."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.durations import seconds
from ...promql.tree import (
    Selector,
    postorder,
)
from ..context import Context
from ..ranges import duration_text
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class SubqueryStepTooShort(Rule[ExpressionSubject]):
    """A subquery that reads each sample several times.

    ## What it does
    Reports subqueries whose step is shorter than the scrape interval of all metrics in them, as the catalogue
    declares it.

    ## Why is this bad?
    Between two scrapes nothing changes: the operand is evaluated again and again for the same samples, and an
    average over the steps is none over the samples.

    ## Example
    ```promql
    max(max_over_time(sum(http_requests_active)[1h:10s]))
    ```

    ## Use instead
    ```promql
    max(max_over_time(sum(http_requests_active)[1h:15s]))
    ```
    """

    id = "PQ141"
    name = "subquery-step-too-short"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.subqueries:
            step = None if node.window.step is None else seconds(node.window.step)
            if node.window.step is None or step is None:
                continue
            knowledge = subject.analysis.knowledge
            read = [one for one in postorder(node.expression) if isinstance(one, Selector)]
            scrape = knowledge.catalogue.scrape_interval_ms / 1000
            if read and step < scrape and all(one.metric in knowledge.catalogue.series for one in read):
                yield Fault(
                    f"the step is shorter than the scrape interval of {duration_text(scrape)}",
                    f"write {duration_text(scrape)}",
                    node.window.step.span,
                    repair=Repair("step by the scrape interval", (Edit(node.window.step.span, duration_text(scrape)),)),
                )
