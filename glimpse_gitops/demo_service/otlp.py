"""The demo service's metrics, traces and logs over OTLP/HTTP, with the guide's sampling ratio and batching."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from opentelemetry import trace
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import SpanKind, Status, StatusCode

from .otlp_metrics import OtlpMetrics
from .service import Answered, Service

SAMPLED = 0.1
"""The share of traces that is kept, as the guide has it."""
EXPORT_SECONDS = 15.0
"""Between two exports of metrics: the stack's scrape interval."""
TIMEOUT = 2.0
"""Seconds that one export may take."""
_LINES = 8192
"""Of the log that may wait to be sent: ten times the usual traffic of five seconds."""
_STATUS = {"2xx": 200, "4xx": 404, "5xx": 500}
_SEVERITY = {"2xx": SeverityNumber.INFO, "4xx": SeverityNumber.WARN, "5xx": SeverityNumber.ERROR}


@dataclass(frozen=True)
class Identity:
    """Who sends: in Prometheus, `service` becomes the label `job` and `instance` the label of that name."""

    service: str = "glimpse-server"
    instance: str = "demo-1"


class Otlp:
    """A running export to the collector at `url`, such as http://localhost:4318. `close` sends what is left."""

    def __init__(self, url: str, say: Callable[[str], None], identity: Identity | None = None) -> None:
        who = identity or Identity()
        base = url.rstrip("/")
        resource = Resource.create({"service.name": who.service, "service.instance.id": who.instance})
        self._complaints = _Complaints(base, say)
        reader = PeriodicExportingMetricReader(
            OTLPMetricExporter(endpoint=f"{base}/v1/metrics", timeout=TIMEOUT), EXPORT_SECONDS * 1000, TIMEOUT * 1000
        )
        self._meters = MeterProvider([reader], resource, shutdown_on_exit=False)
        self._tracers = TracerProvider(
            ParentBased(TraceIdRatioBased(SAMPLED)), resource=resource, shutdown_on_exit=False
        )
        self._tracers.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{base}/v1/traces", timeout=TIMEOUT))
        )
        self._loggers = LoggerProvider(resource=resource, shutdown_on_exit=False)
        self._loggers.add_log_record_processor(
            BatchLogRecordProcessor(OTLPLogExporter(endpoint=f"{base}/v1/logs", timeout=TIMEOUT), max_queue_size=_LINES)
        )
        self._metrics = OtlpMetrics(self._meters.get_meter("glimpse-server"))
        self._tracer = self._tracers.get_tracer("glimpse-server")
        self._logger = self._loggers.get_logger("glimpse-server")

    def service(self, seed: int | None = None) -> Service:
        """A service whose requests and gauges are sent."""
        service = Service(seed, self.answered)
        self._metrics.follow(service.instruments.registry)
        return service

    def answered(self, request: Answered) -> None:
        """One request: a span with the query of its database below it, its metrics, and a line in the log."""
        end = time.time_ns()
        start = end - round(request.seconds * 1e9)
        endpoint, status = request.endpoint, _STATUS[request.status_class]
        attributes: dict[str, str | int] = {
            "http.request.method": endpoint.method,
            "http.route": endpoint.route,
            "http.response.status_code": status,
        }
        name = f"{endpoint.method} {endpoint.route}"
        span = self._tracer.start_span(name, kind=SpanKind.SERVER, attributes=attributes, start_time=start)
        with trace.use_span(span):
            below = self._tracer.start_span("SELECT", kind=SpanKind.CLIENT, attributes=_QUERY, start_time=start)
            below.end(start + round(request.seconds * 0.6e9))
            self._metrics.answered(request)
            self._log(request, span.get_span_context(), status, end)
        if request.status_class == "5xx":
            span.set_status(Status(StatusCode.ERROR))
        span.end(end)

    def close(self) -> None:
        """Send what waits, and end."""
        self._tracers.shutdown()
        self._loggers.shutdown()
        self._meters.shutdown(timeout_millis=TIMEOUT * 1000)
        self._complaints.close()

    def _log(self, request: Answered, context: trace.SpanContext, status: int, at: int) -> None:
        """A line of JSON: the derived field of Loki's data source finds the trace by `trace_id` in it."""
        severity = _SEVERITY[request.status_class]
        line = {
            "time": datetime.fromtimestamp(at / 1e9, UTC).isoformat(timespec="milliseconds"),
            "level": severity.name.lower(),
            "msg": f"{request.endpoint.method} {request.endpoint.route} {status}",
            "ms": round(request.seconds * 1000, 1),
            "trace_id": trace.format_trace_id(context.trace_id),
            "span_id": trace.format_span_id(context.span_id),
        }
        self._logger.emit(
            LogRecord(
                timestamp=at,
                severity_number=severity,
                severity_text=severity.name,
                body=json.dumps(line, sort_keys=False),
            )
        )


_QUERY = {"db.system.name": "postgresql", "db.operation.name": "SELECT"}


class _Complaints(logging.Handler):
    """The SDK's complaints in one sentence, instead of a traceback for each batch."""

    def __init__(self, url: str, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._url, self._say, self._said = url, say, False
        self._log = logging.getLogger("opentelemetry")
        self._propagated = self._log.propagate
        self._log.propagate = False
        self._log.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if not self._said:
            self._said = True
            self._say(f"{self._url} does not take what is sent by OTLP: is a collector running there?")

    def close(self) -> None:
        self._log.removeHandler(self)
        self._log.propagate = self._propagated
        super().close()
