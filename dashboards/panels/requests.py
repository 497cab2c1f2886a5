"""Requests: how many, how many fail, how long they take and how large they are."""

from dashboards.variables import FAILED, PROCESSES, REQUESTS, metrics
from glimpse_gitops.authoring import Heatmap, Legend, TimeSeries, color_of
from metrics.glimpse import error_budget, fast_burn

_TABLE = Legend(mode="table", calcs=["lastNotNull", "mean", "max"])
_RANKING = Legend(mode="table", placement="right", calcs=["lastNotNull", "max"], sort_by="Max")

request_rate = TimeSeries(
    title="Request rate",
    description="Requests that are answered each second, by the class of their status.",
    unit="reqps",
    min=0,
    fill_opacity=40,
    stacking="normal",
    legend=_TABLE,
    overrides=[
        color_of("1xx", "purple"),
        color_of("2xx", "green"),
        color_of("3xx", "blue"),
        color_of("4xx", "orange"),
        color_of("5xx", "red"),
    ],
    targets=[
        metrics.query(
            f"sum by (status_class) (rate(http_requests_total{REQUESTS}[$__rate_interval]))", "{{status_class}}"
        )
    ],
)
in_flight = TimeSeries(
    title="Requests in flight",
    description="Requests that are being answered. More of them without more traffic: what they wait for is slow.",
    unit="none",
    decimals=0,
    min=0,
    legend=_TABLE,
    targets=[metrics.query(f"sum by (instance) (http_requests_active{PROCESSES})", "{{instance}}")],
)

error_ratio = TimeSeries(
    title="Error ratio",
    description=(
        "The share of requests that are answered with a 5xx status. Above the orange line the month misses its "
        "99.9 %; at the red line the budget of the whole month is gone in two days."
    ),
    unit="percentunit",
    decimals=2,
    min=0,
    axis_soft_max=0.02,
    thresholds=[error_budget, fast_burn],
    fixed_color="text",
    legend=_TABLE,
    targets=[
        metrics.query(
            f"(sum(rate(http_requests_total{FAILED}[$__rate_interval])) or vector(0)) "
            f"/ sum(rate(http_requests_total{REQUESTS}[$__rate_interval]))",
            "5xx",
        )
    ],
)
errors_by_route = TimeSeries(
    title="Server errors by route",
    description="Requests a second that are answered with a 5xx status, for each route that has any.",
    unit="reqps",
    min=0,
    no_value="no errors",
    legend=_RANKING,
    targets=[
        metrics.query(f"sum by (route) (rate(http_requests_total{FAILED}[$__rate_interval])) > 0", "{{route}}"),
    ],
)

latency = TimeSeries(
    title="Response time",
    description=(
        "How fast 50, 95 and 99 of 100 requests are answered. The dots are single requests: a click opens their trace."
    ),
    unit="s",
    min=0,
    legend=_TABLE,
    overrides=[color_of("p50", "green"), color_of("p95", "orange"), color_of("p99", "red")],
    targets=[
        metrics.query(
            f"histogram_quantile(0.5, sum by (le) "
            f"(rate(http_request_duration_seconds_bucket{REQUESTS}[$__rate_interval])))",
            "p50",
        ),
        metrics.query(
            f"histogram_quantile(0.95, sum by (le) "
            f"(rate(http_request_duration_seconds_bucket{REQUESTS}[$__rate_interval])))",
            "p95",
        ),
        metrics.query(
            f"histogram_quantile(0.99, sum by (le) "
            f"(rate(http_request_duration_seconds_bucket{REQUESTS}[$__rate_interval])))",
            "p99",
            exemplar=True,
        ),
    ],
)
latency_heatmap = Heatmap(
    title="Response time distribution",
    description="Requests a second by how long they took. Two bands are two kinds of requests, e.g. cached and not.",
    unit="s",
    cell_unit="reqps",
    targets=[
        metrics.query(
            f"sum by (le) (rate(http_request_duration_seconds_bucket{REQUESTS}[$__rate_interval]))",
            "{{le}}",
            format="heatmap",
        )
    ],
)

request_size = TimeSeries(
    title="Request size",
    description="The bodies of requests: their average, and the size that 95 of 100 stay below.",
    unit="decbytes",
    min=0,
    legend=_TABLE,
    targets=[
        metrics.query(
            f"sum(rate(http_request_size_bytes_sum{REQUESTS}[$__rate_interval])) "
            f"/ sum(rate(http_request_size_bytes_count{REQUESTS}[$__rate_interval]))",
            "average",
        ),
        metrics.query(
            f"histogram_quantile(0.95, sum by (le) (rate(http_request_size_bytes_bucket{REQUESTS}[$__rate_interval])))",
            "p95",
        ),
    ],
)
response_size = TimeSeries(
    title="Response size",
    description="The bodies of answers: their average, and the size that 95 of 100 stay below.",
    unit="decbytes",
    min=0,
    legend=_TABLE,
    targets=[
        metrics.query(
            f"sum(rate(http_response_size_bytes_sum{REQUESTS}[$__rate_interval])) "
            f"/ sum(rate(http_response_size_bytes_count{REQUESTS}[$__rate_interval]))",
            "average",
        ),
        metrics.query(
            f"histogram_quantile(0.95, sum by (le) "
            f"(rate(http_response_size_bytes_bucket{REQUESTS}[$__rate_interval])))",
            "p95",
        ),
    ],
)
