"""Expressions that are not laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.layout import format_expression
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import (
    QuerySubject,
)


@dataclass(frozen=True)
class NotFormatted(Rule[QuerySubject]):
    """An expression that is not laid out as `fmt` would.

    ## What it does
    Holds the layout of a rule's expression against that of `glimpse-gitops fmt`. Queries of panels are left alone:
    Grafana's editor shows them in one line.

    ## Why is this bad?
    One layout makes long expressions easy to read, and changes easy to review.

    ## Example
    ```yaml
    record: job:http_requests_active:sum
    expr: sum  by(job)(http_requests_active)
    ```

    ## Use instead
    ```yaml
    record: job:http_requests_active:sum
    expr: sum by (job) (http_requests_active)
    ```

    ## Options
    * `width`: characters that a line may have.
    """

    id = "PQ008"
    name = "not-formatted"
    severity = Severity.INFO
    profile = "strict"
    subject = QuerySubject

    width: int = 100

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        parsed = subject.analysis.parsed
        if subject.use not in ("alert", "recording") or parsed.tree is None:
            return
        formatted = format_expression(parsed, self.width)
        if formatted != subject.expr.strip():
            whole = (0, len(subject.expr))
            yield Fault(
                "the expression is not formatted",
                "run fmt",
                whole,
                repair=Repair("lay it out", (Edit(whole, formatted),)),
            )
