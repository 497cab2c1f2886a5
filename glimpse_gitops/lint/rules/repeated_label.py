"""Labels that are listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..label_lists import label_lists
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RepeatedLabel(Rule[ExpressionSubject]):
    """A label that is listed twice.

    ## What it does
    Reports a label that stands twice in one `by`, `without`, `on`, `ignoring`, `group_left` or `group_right`.

    ## Why is this bad?
    The second one does nothing. Mostly another label was meant, which is now missing.

    ## Example
    ```promql
    sum by (method, method) (http_requests_active)
    ```

    ## Use instead
    ```promql
    sum by (method, job) (http_requests_active)
    ```
    """

    id = "PQ010"
    name = "repeated-label"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for labels in label_lists(subject.analysis):
            seen: set[str] = set()
            for before, label in zip((None, *labels.labels), labels.labels, strict=False):
                if label.value in seen and before is not None:
                    repair = Repair("leave it out", (Edit((before.end, label.end), ""),), safe=True)
                    yield Fault(
                        f'label "{label.value}" is in "{labels.keyword.value}" twice', "", label.span, repair=repair
                    )
                seen.add(label.value)
