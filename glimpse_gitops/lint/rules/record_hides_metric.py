"""Recorded series that are called as the metric they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


@dataclass(frozen=True)
class RecordHidesMetric(Rule[RecordingRuleSubject]):
    """A recorded series that is called as the metric it is made of.

    ## What it does
    Reports recording rules whose name is the name of a metric of their own expression. A name with a colon is that of a
    recorded series, and is left alone.

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
        name = subject.rule.record
        if (
            subject.analysis is not None
            and ":" not in name
            and any(one.metric == name for one in subject.analysis.selectors)
        ):
            yield Fault(
                f'"{name}" is recorded under the name of a metric that it reads',
                "give it a name such as job:metric:sum",
            )
