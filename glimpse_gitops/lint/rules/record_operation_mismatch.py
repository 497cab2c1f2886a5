"""Names of recorded series that tell of another operation."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Aggregation, Binary, postorder, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


class RecordOperationMismatch(Rule[RecordingRuleSubject]):
    """The name of a recorded series that tells of another operation.

    ## What it does
    Compares the first word behind the last colon of the name, where that is `sum`, `avg`, `min` or `max`, with
    the aggregation that is all of the expression. An average may be made by a division: `sum(a) / sum(b)`.

    ## Why is this bad?
    Sums of averages and averages of sums are no numbers of anything: who reads the name does not see that it is one.

    ## Example
    ```yaml
    record: job:http_requests_active:sum
    expr: avg by (job) (http_requests_active)
    ```

    ## Use instead
    ```yaml
    record: job:http_requests_active:avg
    expr: avg by (job) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/practices/rules/
    """

    id = "RR260"
    name = "record-operation-mismatch"
    severity = Severity.WARNING
    profile = "strict"
    subject = RecordingRuleSubject

    def check(self, subject: RecordingRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        tree = subject.analysis.parsed.tree if subject.analysis is not None else None
        node = unwrap(tree) if tree is not None else None
        said = subject.rule.record.rpartition(":")[2].partition("_")[0]
        if ":" not in subject.rule.record or said not in _OPERATIONS or not isinstance(node, Aggregation):
            return
        done = node.op.value
        if said == "avg" and any(isinstance(one, Binary) and one.op.value == "/" for one in postorder(node)):
            return
        if done in _OPERATIONS and done != said:
            yield Fault(f'the name says "{said}", and the series is made with {done}', f"call it …:{done}")


_OPERATIONS = frozenset({"sum", "avg", "min", "max"})
"""A count is called a sum of things by some, and a sum of counts a count."""
