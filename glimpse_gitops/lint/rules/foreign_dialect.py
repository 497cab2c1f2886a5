"""Queries in another dialect."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..dialects import dialect_of
from ..rule import Fault, Rule
from ..subjects import (
    QuerySubject,
)


class ForeignDialect(Rule[QuerySubject]):
    """A query in another dialect.

    ## What it does
    Recognises functions and keywords of MetricsQL (`topk_max`, `keep_last_value`, `default`) and filters of LogQL
    (`|=`, `| json`) in expressions for Prometheus. In dashboards MetricsQL is a note only: Grafana reaches
    VictoriaMetrics through a data source of the type Prometheus.

    ## Why is this bad?
    Prometheus refuses the query. VictoriaMetrics or Loki takes it, and then the data source or the file is the
    wrong one.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(keep_last_value(http_requests_active)) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(last_over_time(http_requests_active[5m])) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight}
    ```

    ## References
    * https://docs.victoriametrics.com/metricsql/
    """

    id = "PQ006"
    name = "foreign-dialect"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        found = dialect_of(subject.analysis.parsed)
        if found is not None:
            shown = subject.expr[found.span[0] : found.span[1]]
            in_rule = subject.use in ("alert", "recording")
            yield Fault(
                f'"{shown}" is {found.name}: Prometheus refuses it',
                f"{found.server} takes it",
                found.span,
                severity=None if in_rule or found.name == "LogQL" else Severity.INFO,
            )
