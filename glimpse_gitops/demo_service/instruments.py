"""The metrics of the guide, as prometheus-client exposes them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
"""The buckets that OpenTelemetry's conventions advise for times of HTTP requests."""
OTHERS = (0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000)
"""The buckets that OpenTelemetry's SDKs take where none are given."""


class Instruments:
    """Every metric that the Glimpse server exposes, on a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        on_route = ("method", "route")
        self.requests = Counter(
            "http_requests", "HTTP requests that were answered.", (*on_route, "status_class"), registry=self.registry
        )
        self.duration = Histogram(
            "http_request_duration_seconds",
            "How long the server took to answer a request.",
            on_route,
            buckets=SECONDS,
            registry=self.registry,
        )
        self.active = Gauge(
            "http_requests_active", "HTTP requests that are being answered.", ("method",), registry=self.registry
        )
        self.request_size = Histogram(
            "http_request_size_bytes",
            "The size of the bodies of requests.",
            on_route,
            buckets=OTHERS,
            registry=self.registry,
        )
        self.response_size = Histogram(
            "http_response_size_bytes",
            "The size of the bodies of answers.",
            on_route,
            buckets=OTHERS,
            registry=self.registry,
        )
        self.registrations = Counter("user_registrations", "People who signed up.", registry=self.registry)
        self.matches = Counter("matches", "Matches that were made between two people.", registry=self.registry)
        self.likes = Counter("likes", "Likes that were given.", registry=self.registry)
        self.payments = Counter("payments", "Payments that were made.", registry=self.registry)
        self.payment_amount = Histogram(
            "payment_amount_krw", "What a payment came to.", buckets=OTHERS, registry=self.registry
        )
        self.memory = Gauge(
            "nodejs_memory_usage_bytes", "Memory of the Node.js process.", ("type",), registry=self.registry
        )
        self.cpu = Gauge("nodejs_cpu_usage_percent", "CPU time of the Node.js process.", registry=self.registry)
        self.lag = Gauge(
            "nodejs_event_loop_lag_seconds", "How late the event loop runs what is due.", registry=self.registry
        )
