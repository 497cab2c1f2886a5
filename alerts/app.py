"""The alert rules of the Glimpse server: the two of the guide, and what their per-series thresholds cannot say."""

from dashboards.glimpse_overview import error_ratio, heap
from glimpse_gitops.authoring import AlertRule, RecordingRule, RuleGroup
from metrics.glimpse import error_budget, heap_limit, severity
from stack.datasources import glimpse, prometheus

RUNBOOKS = "https://github.com/glimpse-app/runbooks/blob/main"

app = RuleGroup(
    "app",
    folder=glimpse,
    datasource=prometheus,
    rules=[
        # glimpse: ignore[CD402] the guide fixes this expression; one threshold a series is also why app-slo exists
        AlertRule(
            "HighErrorRate",
            expr='rate(http_requests_total{status_class="5xx"}[5m]) > 0.05',
            for_="5m",
            labels=[severity("critical")],
            summary="High error rate detected",
            description=(
                "{{ $labels.method }} {{ $labels.route }} on {{ $labels.instance }} answers "
                '{{ $value | printf "%.2f" }} requests a second with a 5xx status.'
            ),
            runbook_url=f"{RUNBOOKS}/high-error-rate.md",
            panel=error_ratio,
        ),
        AlertRule(
            "HighMemoryUsage",
            # glimpse: ignore[PQ012] the threshold is written 1_000_000_000 where it is defined
            expr=f'nodejs_memory_usage_bytes{{type="heap_used"}} > {heap_limit}',
            for_="10m",
            labels=[severity("warning")],
            summary="High memory usage",
            description="The heap of {{ $labels.instance }} holds {{ $value | humanize1024 }}B.",
            runbook_url=f"{RUNBOOKS}/high-memory-usage.md",
            panel=heap,
        ),
    ],
)


def error_ratio_over(window: str) -> RecordingRule:
    """The share of requests that a server error answered, per job, over `window`."""
    return RecordingRule(
        f"job:http_requests:error_ratio_rate{window}",
        expr=(
            f'sum by (job) (rate(http_requests_total{{status_class="5xx"}}[{window}]))\n'
            f"/ sum by (job) (rate(http_requests_total[{window}]))"
        ),
    )


def budget_burn(name: str, rate: float, long: str, short: str, for_: str, *, page: bool) -> AlertRule:
    """An alert for burning the month's budget `rate` times too fast, over a long window and still over a short one.

    The short window ends the alert soon after the errors end; rates and windows are those of the SRE workbook.
    """
    limit = round(rate * error_budget.value, 6)
    return AlertRule(
        name,
        expr=(
            f"job:http_requests:error_ratio_rate{long} > {limit}"
            f" and job:http_requests:error_ratio_rate{short} > {limit}"
        ),
        for_=for_,
        labels=[severity("critical" if page else "warning")],
        summary=f"The error budget burns at {rate:g} times the rate that lasts a month",
        description=(
            "{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} failed "
            f"in the last {long}; 99.9 % must succeed."
        ),
        runbook_url=f"{RUNBOOKS}/error-budget-burn.md",
        panel=error_ratio,
    )


slo = RuleGroup(
    "app-slo",
    folder=glimpse,
    datasource=prometheus,
    rules=[
        *map(error_ratio_over, ("5m", "30m", "1h", "2h", "6h", "1d", "3d")),
        budget_burn("ErrorBudgetBurnFast", 14.4, "1h", "5m", "2m", page=True),
        budget_burn("ErrorBudgetBurnSteady", 6, "6h", "30m", "15m", page=True),
        budget_burn("ErrorBudgetBurnSlow", 3, "1d", "2h", "1h", page=False),
        budget_burn("ErrorBudgetBurnCreeping", 1, "3d", "6h", "3h", page=False),
    ],
)
