"""Labels that change with every evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...gotemplate.parser import parse as parse_template
from ...gotemplate.tree import Access, Action, Branch, Definition, Dot, Operand, Pipeline, Statement
from ...gotemplate.tree import Variable as TemplateVariable
from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.tree import Binary, Call, Selector, unwrap
from ..analysis import Analysis
from ..context import Context
from ..operands import number_of
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class ValueInLabel(Rule[AlertRuleSubject]):
    """A label that changes with every evaluation.

    ## What it does
    Reports `$value` and `.Value` where they are written into a label of an alert rule. To choose a text by the
    value (`{{ if gt $value 90.0 }}`) is fine, and so are annotations, labels such as `event_id`, where the value is
    the number of something, and `redis_up != 1`, which leaves one value, and times such as `certificate_expiry <
    time()`.

    ## Why is this bad?
    The labels are what an alert is known by. One with another value is another alert: each evaluation resolves the
    old one and starts a new one, `for` never passes, and everybody is notified again.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning, current: "{{ $value }}"}
    annotations: {summary: Too many requests}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: "Too many requests: {{ $value }}"}
    ```
    """

    id = "CD410"
    name = "value-in-label"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        if _asks_a_switch(subject.analysis):
            return
        facts = subject.analysis.facts if subject.analysis is not None else None
        is_fixed = facts is not None and facts.value.low == facts.value.high
        which = "never changes" if is_fixed else "changes with every evaluation"
        passages = {one.value: one for one in reversed(subject.texts)}
        for name, text in as_labels(subject.rule.labels).items():
            if "{{" not in text or name.lower().endswith("_id"):
                continue
            passage = passages.get(text)
            span = next(_written_values(parse_template(text).tree.body), None)
            if span is not None:
                yield Fault(
                    f'label "{name}" holds the value, which {which}',
                    "put it into an annotation",
                    span if passage is not None else None,
                    passage,
                )


def _asks_a_switch(analysis: Analysis | None) -> bool:
    """Whether it is `redis_up != 1`, which leaves one value, or `expiry < time()`, which leaves a time that stays."""
    tree = analysis.parsed.tree if analysis is not None else None
    whole = None if tree is None else unwrap(tree)
    if not isinstance(whole, Binary) or whole.op.value not in ("!=", "<"):
        return False
    asked, limit = unwrap(whole.left), unwrap(whole.right)
    if isinstance(asked, Selector) and isinstance(limit, Call) and limit.function.value == "time":
        return True
    return isinstance(asked, Selector) and f"_{asked.metric}".endswith("_up") and number_of(limit) == 1


def _written_values(body: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Where the value of the alert is put into the text; to choose a text by it is another matter."""
    for statement in body:
        if isinstance(statement, Action) and not statement.pipeline.variables:
            yield from _values_in(statement.pipeline)
        elif isinstance(statement, Branch):
            yield from _written_values((*statement.body, *statement.otherwise))
        elif isinstance(statement, Definition):
            yield from _written_values(statement.body)


def _values_in(pipeline: Pipeline) -> Iterator[tuple[int, int]]:
    for command in pipeline.commands:
        for operand in command.operands:
            if isinstance(operand, Pipeline):
                yield from _values_in(operand)
            elif _is_value(operand):
                yield operand.span


def _is_value(operand: Operand) -> bool:
    if isinstance(operand, TemplateVariable):
        return operand.name == "value"
    if not isinstance(operand, Access) or not isinstance(operand.operand, Dot):
        return False
    return [one.name for one in operand.fields] == ["Value"]
