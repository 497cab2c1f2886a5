"""Anchors that are there anyway."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..patterns import patterns
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class RedundantAnchors(Rule[ExpressionSubject]):
    """An anchor that is there anyway.

    ## What it does
    Reports `^` at the start and `$` at the end of a pattern.

    ## Why is this bad?
    Prometheus matches the whole value in any case. The anchors only make the reader wonder about the patterns
    without.

    ## Example
    ```promql
    sum(http_requests_active{job=~"^(api|web)$"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job=~"(api|web)"})
    ```
    """

    id = "PQ149"
    name = "redundant-anchors"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for value, _ in patterns(subject.analysis):
            inner, start = value.value, value.start + 1
            if "|" in inner.replace("(", "").replace(")", "") and "(" not in inner:
                continue
            if inner.startswith("^") and not inner.startswith("^^") and value.text[1:2] == "^":
                repair = Repair("leave it out", (Edit((start, start + 1), ""),), safe=True)
                yield Fault("a pattern starts at the start of the value anyway", "", (start, start + 1), repair=repair)
            if inner.endswith("$") and not inner.endswith("\\\\$") and value.text[-2:-1] == "$":
                repair = Repair("leave it out", (Edit((value.end - 2, value.end - 1), ""),), safe=True)
                yield Fault(
                    "a pattern ends at the end of the value anyway", "", (value.end - 2, value.end - 1), repair=repair
                )
