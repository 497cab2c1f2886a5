"""Labels without a name."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import (
    Expression,
    Text,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class EmptyDestinationLabel(Rule[ExpressionSubject]):
    """A label without a name.

    ## What it does
    Reports `label_replace` and `label_join` that write a label whose name is empty, and `count_values` likewise.

    ## Why is this bad?
    Prometheus refuses the query when it is evaluated, though it parses.

    ## Example
    ```promql
    label_replace(http_requests_active, "", "$1", "job", "(.*)-.*")
    ```

    ## Use instead
    ```promql
    label_replace(http_requests_active, "team", "$1", "job", "(.*)-.*")
    ```
    """

    id = "PQ146"
    name = "empty-destination-label"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        written: list[Expression] = [
            call.arguments[1]
            for call in subject.analysis.calls
            if call.function.value in ("label_replace", "label_join") and len(call.arguments) > 1
        ]
        written += [
            node.parameter
            for node in subject.analysis.aggregations
            if node.op.value == "count_values" and node.parameter is not None
        ]
        for label in written:
            if isinstance(label, Text) and not label.variable and not label.value:
                yield Fault("a label needs a name", "", label.span)
