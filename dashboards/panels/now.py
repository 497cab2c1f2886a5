"""The state of this moment: one number each, colored where it is not as it should be."""

from dashboards.variables import FAILED, PROCESSES, REQUESTS, metrics
from glimpse_gitops.authoring import Stat, Threshold
from metrics.glimpse import error_budget, fast_burn, heap_limit

requests_now = Stat(
    title="Requests a second",
    description="Requests that are answered each second, over all routes that are chosen above.",
    unit="reqps",
    decimals=1,
    no_value="0",
    fixed_color="blue",
    height=4,
    width=4,
    targets=[metrics.query(f"sum(rate(http_requests_total{REQUESTS}[$__rate_interval]))")],
)
error_ratio_now = Stat(
    title="Failing requests",
    description="The share of requests that are answered with a 5xx status. Red: the month's budget is gone in days.",
    unit="percentunit",
    decimals=2,
    no_value="no requests",
    thresholds=[error_budget, fast_burn],
    height=4,
    width=4,
    targets=[
        metrics.query(
            f"(sum(rate(http_requests_total{FAILED}[$__rate_interval])) or vector(0)) "
            f"/ sum(rate(http_requests_total{REQUESTS}[$__rate_interval]))"
        )
    ],
)
latency_now = Stat(
    title="Response time p95",
    description="95 of 100 requests are answered faster than this.",
    unit="s",
    no_value="no requests",
    thresholds=[Threshold(0.5, "orange"), Threshold(1)],
    height=4,
    width=4,
    targets=[
        metrics.query(
            f"histogram_quantile(0.95, sum by (le) "
            f"(rate(http_request_duration_seconds_bucket{REQUESTS}[$__rate_interval])))"
        )
    ],
)
heap_now = Stat(
    title="Largest heap",
    description="The heap of the process that uses most; the alert HighMemoryUsage fires above the red limit.",
    unit="decbytes",
    decimals=0,
    thresholds=[Threshold(heap_limit.value * 0.8, "orange"), heap_limit],
    height=4,
    width=4,
    targets=[metrics.query('max(nodejs_memory_usage_bytes{job=~"$job", instance=~"$instance", type="heap_used"})')],
)
lag_now = Stat(
    title="Event loop lag",
    description="How late the slowest process runs what is due: everything it answers is late by as much.",
    unit="s",
    thresholds=[Threshold(0.1, "orange"), Threshold(0.5)],
    height=4,
    width=4,
    targets=[metrics.query(f"max(nodejs_event_loop_lag_seconds{PROCESSES})")],
)
instances_now = Stat(
    title="Instances",
    description="Processes that report metrics. Fewer than usual: some crashed or cannot be scraped.",
    unit="none",
    decimals=0,
    no_value="0",
    fixed_color="blue",
    height=4,
    width=4,
    targets=[metrics.query(f"count(nodejs_cpu_usage_percent{PROCESSES})")],
)
