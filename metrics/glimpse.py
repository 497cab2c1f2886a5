"""The catalogue: every metric of the Glimpse server, as an OpenTelemetry collector hands it to Prometheus.

The linter holds the queries of dashboards and alerts against it: names, labels, values, and how many series they read.
"""

from typing import Literal

from glimpse_gitops.authoring import Catalogue, Counter, Gauge, Histogram, Label, Threshold

job = Label[str]("job", at_most=3, description="The service's name.")
instance = Label[str]("instance", at_most=10, description="One process of the service.")

status_class: Label[Literal["1xx", "2xx", "3xx", "4xx", "5xx"]] = Label(
    "status_class", ("1xx", "2xx", "3xx", "4xx", "5xx"), description="The class of the HTTP status that was answered."
)
method: Label[Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]] = Label(
    "method", ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"), description="The HTTP method."
)
route = Label[str]("route", at_most=60, description="The route's pattern such as `/users/:id`, never the path itself.")
memory_type: Label[Literal["heap_used", "heap_total", "rss", "external"]] = Label(
    "type", ("heap_used", "heap_total", "rss", "external"), description="The part of the process's memory."
)
severity: Label[Literal["critical", "warning"]] = Label(
    "severity", ("critical", "warning"), description="Of an alert: critical wakes somebody, warning waits for the day."
)

heap_limit = Threshold(1_000_000_000)
"""Bytes of heap of one process; V8 gives up not far above."""
error_budget = Threshold(0.001, "orange")
"""The share of requests that may fail when 99.9 % must succeed."""
fast_burn = Threshold(0.0144, "red")
"""The share of failed requests that burns the month's budget 14.4 times too fast: it is gone in two days."""

_ROUTES_BY_METHOD = ((("method", "route"), 80),)
"""A route answers one or two methods, not all seven."""
_DEFAULT_BOUNDS = (0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000)
"""What OpenTelemetry's SDKs take where a histogram names no bounds, as those of the server do."""

# glimpse: ignore[CD415] the guide fixes its labels; most routes answer two or three classes of five
http_requests = Counter(
    "http_requests_total",
    "HTTP requests that were answered.",
    unit="requests",
    labels=(method, route, status_class),
    groups=_ROUTES_BY_METHOD,
)
# glimpse: ignore[CD415] the guide fixes its labels; the bound counts 30 processes, of which a server has one
http_request_duration = Histogram(
    "http_request_duration_seconds",
    "How long the server took to answer a request.",
    unit="seconds",
    labels=(method, route),
    groups=_ROUTES_BY_METHOD,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10),
)
http_requests_active = Gauge(
    "http_requests_active", "HTTP requests that are being answered.", unit="requests", labels=(method,), minimum=0
)
# glimpse: ignore[CD415] the guide fixes its labels; the bound counts 30 processes, of which a server has one
http_request_size = Histogram(
    "http_request_size_bytes",
    "The size of the bodies of requests.",
    unit="bytes",
    labels=(method, route),
    groups=_ROUTES_BY_METHOD,
    buckets=_DEFAULT_BOUNDS,
)
# glimpse: ignore[CD415] the guide fixes its labels; the bound counts 30 processes, of which a server has one
http_response_size = Histogram(
    "http_response_size_bytes",
    "The size of the bodies of answers.",
    unit="bytes",
    labels=(method, route),
    groups=_ROUTES_BY_METHOD,
    buckets=_DEFAULT_BOUNDS,
)

user_registrations = Counter("user_registrations_total", "People who signed up.", unit="users")
matches = Counter("matches_total", "Matches that were made between two people.", unit="matches")
likes = Counter("likes_total", "Likes that were given.", unit="likes")
payments = Counter("payments_total", "Payments that were made.", unit="payments")
payment_amount = Histogram(
    "payment_amount_krw", "What a payment came to; its sum is the revenue.", unit="KRW", buckets=_DEFAULT_BOUNDS
)

memory_usage = Gauge(
    "nodejs_memory_usage_bytes",
    "Memory of the Node.js process.",
    unit="bytes",
    labels=(memory_type,),
    minimum=0,
)
cpu_usage = Gauge(
    "nodejs_cpu_usage_percent",
    "CPU time of the Node.js process; 100 is one core, and its threads may use several.",
    unit="percent",
    minimum=0,
)
event_loop_lag = Gauge(
    "nodejs_event_loop_lag_seconds",
    "How late the event loop runs what is due.",
    unit="seconds",
    minimum=0,
)

catalogue = Catalogue(
    metrics=(
        http_requests,
        http_request_duration,
        http_requests_active,
        http_request_size,
        http_response_size,
        user_registrations,
        matches,
        likes,
        payments,
        payment_amount,
        memory_usage,
        cpu_usage,
        event_loop_lag,
    ),
    target_labels=(job, instance),
    forbidden=("user_id", "email", "phone", "session_id", "request_id", "trace_id", "span_id", "ip", "path", "url"),
)
