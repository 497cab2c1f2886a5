"""Names of recorded series that tell of another range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.duration import parse_duration
from ...model.finding import Severity
from ...promql.durations import seconds
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import RecordingRuleSubject


class RecordRangeMismatch(Rule[RecordingRuleSubject]):
    """The name of a recorded series that tells of another range.

    ## What it does
    Compares the range at the end of a name such as `job:http_requests:rate5m` with the ranges in the expression, and
    reports names whose range stands nowhere in it. Expressions without a range, and such as read other recorded series,
    are left alone.

    ## Why is this bad?
    Whoever reads the dashboard believes the name.

    ## Example
    ```yaml
    record: job:http_requests:rate5m
    expr: sum by (job) (rate(http_requests_total[1m]))
    ```

    ## Use instead
    ```yaml
    record: job:http_requests:rate1m
    expr: sum by (job) (rate(http_requests_total[1m]))
    ```
    """

    id = "RR259"
    name = "record-range-mismatch"
    severity = Severity.WARNING
    subject = RecordingRuleSubject

    def check(self, subject: RecordingRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        match = _RANGE.search(subject.rule.record)
        if match is None or subject.analysis is None:
            return
        windows = [one.window for one in subject.analysis.selectors] + [
            one.window for one in subject.analysis.subqueries
        ]
        ranges = {seconds(window.duration) for window in windows if window is not None}
        reads_recorded = any(":" in (one.metric or ":") for one in subject.analysis.selectors)
        told = parse_duration(match[1]) / 1000
        if ranges and None not in ranges and told not in ranges and not reads_recorded:
            span = match.span(1)
            yield Fault(
                f'the name says "{match[1]}", and no range of the expression is that long', "name what it holds", span
            )


_RANGE = re.compile(r":[a-z_0-9]*?(?:rate|increase|irate|delta|avg|min|max|sum|count)_?((?:\d+[smhdw])+)$")
