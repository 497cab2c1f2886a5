"""Recorded series that are called as the metric they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.tree import Call, Selector, Text, unwrap
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


class RecordHidesMetric(Rule[RecordingRuleSubject]):
    """A recorded series that is called as the metric it is made of.

    ## What it does
    Reports recording rules whose name is the name of a metric of their own expression. A name with a colon is that
    of a recorded series, and is left alone, and so is one whose series have a label, set by the rule or by
    `label_replace`, by which every selector tells the others from them. With `or` a rule may carry its own series
    on.

    ## Why is this bad?
    Raw and recorded series stand under one name: every sum over it counts twice, and the rule feeds on its own result.

    ## Example
    ```yaml
    record: http_requests_active
    expr: sum by (job) (http_requests_active)
    ```

    ## Use instead
    ```yaml
    record: job:http_requests_active:sum
    expr: sum by (job) (http_requests_active)
    ```

    ## References
    * https://prometheus.io/docs/practices/rules/
    """

    id = "RR257"
    name = "record-hides-metric"
    severity = Severity.WARNING
    subject = RecordingRuleSubject

    def check(self, subject: RecordingRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        name, given = subject.rule.record, _given(subject)
        if (
            subject.analysis is not None
            and ":" not in name
            and any(one.metric == name and not _tells_apart(one, given) for one in subject.analysis.selectors)
            and not any(node.op.value == "or" for node in subject.analysis.binaries)
        ):
            yield Fault(
                f'"{name}" is recorded under the name of a metric that it reads',
                "give it a name such as job:metric:sum",
            )


def _given(subject: RecordingRuleSubject) -> Mapping[str, str]:
    """Labels that all recorded series have, each with its one value."""
    given = {**as_labels(subject.rule.labels)}
    node = subject.analysis.parsed.tree if subject.analysis is not None else None
    while node is not None and isinstance(call := unwrap(node), Call) and call.function.value == "label_replace":
        texts = [one.value for one in call.arguments[1:] if isinstance(one, Text)]
        is_always = texts[2:] == ["", ""] or texts[3:] == [".*"]
        if len(texts) == 4 and "$" not in texts[1] and is_always:
            given.setdefault(texts[0], texts[1])
        node = call.arguments[0] if call.arguments else None
    return given


def _tells_apart(selector: Selector, given: Mapping[str, str]) -> bool:
    """Whether it asks for another value of such a label."""
    return any(
        label is not None
        and op is not None
        and value is not None
        and label.value in given
        and (op.value == "=") != (value.value == given[label.value])
        and op.value in ("=", "!=")
        for _, _, label, op, value in selector.matchers
    )
