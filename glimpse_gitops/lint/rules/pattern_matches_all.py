"""Matchers that let everything pass."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.label_functions import matches_anything
from ..context import Context
from ..patterns import patterns
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class PatternMatchesAll(Rule[ExpressionSubject]):
    """A matcher that lets everything pass.

    ## What it does
    Reports `=~'.*'`, which is true for every series, with the label and without.

    ## Why is this bad?
    It does nothing, and looks as if it did. `=~'.+'` asks for series with the label.

    ## Example
    ```promql
    sum(http_requests_active{job=~".*"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job=~".+"})
    ```
    """

    id = "PQ150"
    name = "pattern-matches-all"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for value, op in patterns(subject.analysis):
            if op.value == "=~" and matches_anything(value.value):
                yield Fault("the matcher lets every series pass", "leave it out, or write .+", (op.start, value.end))
