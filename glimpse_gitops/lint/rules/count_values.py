"""One series for every value."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class CountValues(Rule[ExpressionSubject]):
    """One series for every value.

    ## What it does
    Reports `count_values`.

    ## Why is this bad?
    It makes a label of a value: as many series as there are different values, and of a measured one there is no
    end.

    ## Example
    ```promql
    count_values("degrees", max by (job) (temperature))
    ```

    ## Use instead
    ```promql
    count(max by (job) (temperature) > 30)
    ```
    """

    id = "CD404"
    name = "count-values"
    severity = Severity.WARNING
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.aggregations:
            if node.op.value == "count_values":
                yield Fault(
                    "one series for each different value", "count those in a range: count(… > 30)", node.op.span
                )
