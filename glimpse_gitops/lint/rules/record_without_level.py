"""Names of recorded series that look like metrics."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


class RecordWithoutLevel(Rule[RecordingRuleSubject]):
    """The name of a recorded series that looks like a metric.

    ## What it does
    Reports names of recording rules without a colon.

    ## Why is this bad?
    Names such as `job:http_requests:rate5m` say at a glance that a series was made by a rule, at which level and how.

    ## Example
    ```yaml
    record: http_requests_rate
    expr: sum by (job) (rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```yaml
    record: job:http_requests:rate5m
    expr: sum by (job) (rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/practices/rules/
    """

    id = "RR251"
    name = "record-without-level"
    severity = Severity.INFO
    profile = "strict"
    subject = RecordingRuleSubject

    def check(self, subject: RecordingRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if ":" not in subject.rule.record:
            yield Fault(f'"{subject.rule.record}" does not say that it is recorded', "name it level:metric:operation")
