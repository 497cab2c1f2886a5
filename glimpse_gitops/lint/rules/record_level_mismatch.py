"""Names of recorded series that tell of other labels than they have."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Aggregation, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


class RecordLevelMismatch(Rule[RecordingRuleSubject]):
    """The name of a recorded series that tells of other labels than it has.

    ## What it does
    Compares the level of a name of the form `level:metric:operation` with the labels in `by (…)` of an aggregation that
    is all of the expression. Their order is free.

    ## Why is this bad?
    Whoever reads `job:http_requests:rate5m` takes it that there is one series for each job, and divides or joins it so.

    ## Example
    ```yaml
    record: job:http_requests:rate5m
    expr: sum by (job, method) (rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```yaml
    record: job_method:http_requests:rate5m
    expr: sum by (job, method) (rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/practices/rules/
    """

    id = "RR258"
    name = "record-level-mismatch"
    severity = Severity.INFO
    profile = "strict"
    subject = RecordingRuleSubject

    def check(self, subject: RecordingRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        tree = subject.analysis.parsed.tree if subject.analysis is not None else None
        node = unwrap(tree) if tree is not None else None
        parts = subject.rule.record.split(":")
        if len(parts) != len(("level", "metric", "operation")) or not isinstance(node, Aggregation):
            return
        by = node.grouping
        if by is None or by.keyword.value != "by" or by.variable or not by.names:
            return
        if not _is_made_of(parts[0], by.names):
            level = "_".join(sorted(by.names))
            yield Fault(
                f'"{parts[0]}" is not what the series has: {", ".join(sorted(by.names))}', f"call the level {level}"
            )


def _is_made_of(level: str, labels: frozenset[str]) -> bool:
    """Whether the level lists just these labels, with `_` between them."""
    if not labels:
        return not level
    fitting = [one for one in labels if level == one or level.startswith(f"{one}_")]
    return any(_is_made_of(level[len(one) + 1 :], labels - {one}) for one in fitting)
