"""Expressions that are recorded already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.canonical import canonical_hash, canonical_hashes
from ...promql.tree import (
    Aggregation,
    Call,
    Paren,
    unwrap,
)
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import (
    ProjectSubject,
    QuerySubject,
    RecordingRuleSubject,
)


class UseRecordingRule(Rule[ProjectSubject]):
    """An expression that is recorded already.

    ## What it does
    Compares each aggregation and function call with the recording rules of the project that add no labels of their
    own, whatever the layout and the order of matchers.

    ## Why is this bad?
    The recorded series is there already, and costs one lookup.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
          - record: http_requests:rate5m
            expr: sum(sum by (job) (rate(http_requests_total[5m])))
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - record: job:http_requests:rate5m
            expr: sum by (job) (rate(http_requests_total[5m]))
          - record: http_requests:rate5m
            expr: sum(job:http_requests:rate5m)
    ```
    """

    id = "PQ138"
    name = "use-recording-rule"
    severity = Severity.INFO
    profile = "strict"
    subject = ProjectSubject
    compares_queries = True

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        recorded: dict[str, str] = {}
        for rule in subject.of(RecordingRuleSubject):
            tree = rule.analysis.parsed.tree if rule.analysis is not None else None
            if tree is not None and not as_labels(rule.rule.labels) and isinstance(unwrap(tree), Aggregation | Call):
                recorded.setdefault(canonical_hash(tree), rule.rule.record)
        for query in subject.of(QuerySubject) if recorded else ():
            yield from _recorded_parts(query, recorded)


def _recorded_parts(query: QuerySubject, recorded: Mapping[str, str]) -> Iterator[Fault]:
    """The outermost parts of a query that are recorded; a rule's own expression is not one."""
    tree = query.analysis.parsed.tree
    if tree is None or not (query.analysis.aggregations or query.analysis.calls):
        return
    hashes = canonical_hashes(tree)
    told: list[tuple[int, int]] = []
    for node in reversed(list(hashes)):
        record = recorded.get(hashes[node])
        own = query.use == "recording" and unwrap(tree) is unwrap(node)
        if record is None or own or isinstance(node, Paren):
            continue
        if any(start <= node.start and node.end <= end for start, end in told):
            continue
        told.append((node.start, node.end))
        yield Fault(
            f'this is recorded as "{record}"',
            f"write {record}",
            node.span,
            subject=query,
            repair=Repair(f"read {record}", (Edit(node.span, record),)),
        )
