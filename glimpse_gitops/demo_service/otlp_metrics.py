"""The guide's metrics through the OpenTelemetry SDK.

Names and units are such that a collector's Prometheus exporter gives the names of the catalogue: it adds the word of
the unit (`seconds`, `bytes`, `percent`) and `_total` where a name lacks them, and leaves out a unit in braces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from opentelemetry.metrics import CallbackOptions, Counter, Histogram, Meter, Observation
from prometheus_client import CollectorRegistry

from .instruments import OTHERS, SECONDS
from .service import Answered

_COUNTERS = {
    "registration": ("user_registrations_total", "{user}", "People who signed up."),
    "match": ("matches_total", "{match}", "Matches that were made between two people."),
    "like": ("likes_total", "{like}", "Likes that were given."),
    "payment": ("payments_total", "{payment}", "Payments that were made."),
}
_GAUGES = (
    ("http_requests_active", "{request}", "HTTP requests that are being answered."),
    ("nodejs_memory_usage_bytes", "By", "Memory of the Node.js process."),
    ("nodejs_cpu_usage_percent", "%", "CPU time of the Node.js process."),
    ("nodejs_event_loop_lag_seconds", "s", "How late the event loop runs what is due."),
)


class OtlpMetrics:
    """The instruments of one meter."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._requests = meter.create_counter("http_requests_total", "{request}", "HTTP requests that were answered.")
        self._duration = _histogram(
            meter, "http_request_duration_seconds", "s", "How long the server took to answer a request.", SECONDS
        )
        self._sizes = (
            _histogram(meter, "http_request_size_bytes", "By", "The size of the bodies of requests."),
            _histogram(meter, "http_response_size_bytes", "By", "The size of the bodies of answers."),
        )
        self._amount = _histogram(meter, "payment_amount_krw", "{KRW}", "What a payment came to.")
        self._events: dict[str, Counter] = {event: meter.create_counter(*told) for event, told in _COUNTERS.items()}
        for counter in self._events.values():
            counter.add(0)

    def follow(self, registry: CollectorRegistry) -> None:
        """Gauges have the values that the service shows at /metrics."""
        for name, unit, description in _GAUGES:
            self._meter.create_observable_gauge(name, [_read(registry, name)], unit, description)

    def answered(self, request: Answered) -> None:
        """Count one request; inside the context of its span, which becomes the exemplar."""
        on_route = {"method": request.endpoint.method, "route": request.endpoint.route}
        self._requests.add(1, {**on_route, "status_class": request.status_class})
        self._duration.record(request.seconds, on_route)
        self._sizes[0].record(request.request_bytes, on_route)
        self._sizes[1].record(request.response_bytes, on_route)
        if request.event:
            self._events[request.event].add(1)
        if request.won:
            self._amount.record(request.won)


def _histogram(meter: Meter, name: str, unit: str, description: str, bounds: tuple[float, ...] = OTHERS) -> Histogram:
    return meter.create_histogram(name, unit, description, explicit_bucket_boundaries_advisory=list(bounds))


def _read(registry: CollectorRegistry, name: str) -> Callable[[CallbackOptions], Iterable[Observation]]:
    def observe(options: CallbackOptions) -> Iterable[Observation]:
        for family in registry.collect():
            for sample in family.samples:
                if sample.name == name:
                    yield Observation(sample.value, sample.labels)

    return observe
