"""Regular expressions that match one value."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..patterns import is_plain, patterns
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class NeedlessRegex(Rule[ExpressionSubject]):
    """A regular expression that matches one value.

    ## What it does
    Reports `=~` and `!~` with a pattern without any sign that means something to a regular expression.

    ## Why is this bad?
    `=` says the same, and Prometheus finds the series faster.

    ## Example
    ```promql
    sum(http_requests_active{job=~"api"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job="api"})
    ```
    """

    id = "PQ132"
    name = "needless-regex"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for value, op in patterns(subject.analysis):
            if value.value and is_plain(value.value):
                plain = {"=~": "=", "!~": "!="}[op.value]
                repair = Repair(f"compare with {plain}", (Edit(op.span, plain),), safe=True)
                yield Fault(
                    f'"{value.value}" is no pattern', f"write {plain}{value.text}", (op.start, value.end), repair=repair
                )
