"""Long numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class LargeLiteral(Rule[ExpressionSubject]):
    """A long number.

    ## What it does
    Reports whole numbers above 9,999 that are written digit by digit.

    ## Why is this bad?
    Nobody sees at a glance whether there are eight zeros or nine.

    ## Example
    ```promql
    sum(http_requests_active) > 100000000
    ```

    ## Use instead
    ```promql
    sum(http_requests_active) > 1e8
    ```
    """

    id = "PQ012"
    name = "large-literal"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for node in subject.analysis.numbers:
            if node.text.isdigit() and len(node.text) > 4:
                grouped = f"{int(node.text):_}"
                yield Fault(f"{node.text} is hard to read", f"write {_short(node.text) or grouped}", node.span)


def _short(digits: str) -> str:
    """`1e8` for a digit and zeros; empty for any other number."""
    zeros = len(digits) - len(digits.rstrip("0"))
    return f"{digits[: len(digits) - zeros]}e{zeros}" if len(digits) - zeros <= 2 and zeros > 3 else ""
