"""Alerts that fire at the first sample."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.rule_group import AlertRule
from ...promql.durations import seconds
from ..analysis import Analysis
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class MissingFor(Rule[AlertRuleSubject]):
    """An alert rule without `for`.

    ## What it does
    Reports alert rules that do not say how long their condition must hold. `for: 0m` says that one evaluation is
    enough, and is right. Expressions that look at five minutes or more, or at a date (`time()`), are left alone: one
    late scrape does not turn these over.

    ## Why is this bad?
    One bad evaluation is enough to page somebody: a restart, a late scrape, one slow request.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
    """

    id = "AL201"
    name = "missing-for"
    severity = Severity.WARNING
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.rule.for_ == _DEFAULT and not (subject.analysis is not None and _looks_back(subject.analysis)):
            yield Fault(
                "the alert fires at the first evaluation: it has no `for`", "say how long it must last: 5m, or 0m"
            )


_DEFAULT = AlertRule.for_
"""What stands where an author wrote nothing."""
_STEADY = 300.0
"""Seconds; a range of that length holds several scrapes."""


def _looks_back(analysis: Analysis) -> bool:
    """Whether more than the last scrape decides: a long range, or a date."""
    if any(call.function.value in ("time", "timestamp") for call in analysis.calls):
        return True
    windows = [one.window for one in analysis.selectors] + [one.window for one in analysis.subqueries]
    lengths = [seconds(window.duration) for window in windows if window is not None]
    return any(length is not None and length >= _STEADY for length in lengths)
