"""Labels of recording rules that hide those of the expression."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.tree import Aggregation, Expression, Selector, postorder, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


class RecordOverwritesLabel(Rule[RecordingRuleSubject]):
    """A label of a recording rule that hides one of the expression.

    ## What it does
    Reports labels of a recording rule that the expression groups by: the label of the rule takes their place. One that
    every selector asks for with the value of the rule stays what it is.

    ## Why is this bad?
    Series that differed only in this label become one, and Prometheus refuses the evaluation: the rule records nothing.

    ## Example
    ```yaml
    record: job:http_requests_active:sum
    expr: sum by (job, method) (http_requests_active)
    labels: {method: all}
    ```

    ## Use instead
    ```yaml
    record: job:http_requests_active:sum
    expr: sum by (job) (http_requests_active)
    labels: {method: all}
    ```
    """

    id = "RR256"
    name = "record-overwrites-label"
    severity = Severity.WARNING
    subject = RecordingRuleSubject

    def check(self, subject: RecordingRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each label."""
        tree = subject.analysis.parsed.tree if subject.analysis is not None else None
        node = unwrap(tree) if tree is not None else None
        if not isinstance(node, Aggregation) or node.grouping is None or node.grouping.keyword.value != "by":
            return
        labels = as_labels(subject.rule.labels)
        for label in node.grouping.labels:
            if label.value in labels and not _is_the_same(node, label.value, labels[label.value]):
                said = f'the label "{label.value}" of the rule takes the place of that of the expression'
                yield Fault(said, "leave one of the two out", (label.start, label.end), subject.query)


def _is_the_same(node: Expression, label: str, value: str) -> bool:
    """Whether the series have the label with this value in any case."""
    return all(
        [label, "=", value] in ([part.value for part in matcher[2:] if part is not None] for matcher in one.matchers)
        for one in postorder(node)
        if isinstance(one, Selector)
    )
