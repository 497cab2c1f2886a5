"""Label lists without labels."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..label_lists import label_lists
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


class EmptyGrouping(Rule[ExpressionSubject]):
    """A label list without labels.

    ## What it does
    Reports `by ()` and `ignoring ()`, which do nothing.

    ## Why is this bad?
    Mostly a label was meant.

    ## Example
    ```promql
    sum by () (http_requests_active)
    ```

    ## Use instead
    ```promql
    sum(http_requests_active)
    ```
    """

    id = "PQ015"
    name = "empty-grouping"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for labels in label_lists(subject.analysis):
            if not labels.labels and labels.keyword.value in ("by", "ignoring"):
                yield Fault(f'"{labels.keyword.value} ()" does nothing', "name labels, or leave it out", labels.span)
