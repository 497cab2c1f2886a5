"""A collector on loopback that keeps what it is sent by OTLP/HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

_KINDS: Mapping[str, Any] = {
    "/v1/metrics": ExportMetricsServiceRequest,
    "/v1/traces": ExportTraceServiceRequest,
    "/v1/logs": ExportLogsServiceRequest,
}


@dataclass
class Receiver:
    """The requests by path, parsed."""

    requests: dict[str, list[Any]] = field(default_factory=lambda: {path: [] for path in _KINDS})
    url: str = ""

    @property
    def metrics(self) -> list[Any]:
        """Every metric of the last export."""
        last = self.requests["/v1/metrics"][-1]
        return [one for group in last.resource_metrics for scope in group.scope_metrics for one in scope.metrics]

    @property
    def spans(self) -> list[Any]:
        """Every span."""
        groups = [group for one in self.requests["/v1/traces"] for group in one.resource_spans]
        return [span for group in groups for scope in group.scope_spans for span in scope.spans]

    @property
    def lines(self) -> list[str]:
        """The body of every log record."""
        groups = [group for one in self.requests["/v1/logs"] for group in one.resource_logs]
        return [line.body.string_value for group in groups for scope in group.scope_logs for line in scope.log_records]

    @property
    def resources(self) -> list[dict[str, str]]:
        """The attributes of every resource that sent something."""
        found = [group for one in self.requests["/v1/metrics"] for group in one.resource_metrics]
        found += [group for one in self.requests["/v1/traces"] for group in one.resource_spans]
        found += [group for one in self.requests["/v1/logs"] for group in one.resource_logs]
        return [{one.key: one.value.string_value for one in group.resource.attributes} for group in found]


def attributes(of: Any) -> dict[str, str]:
    """The attributes of a data point."""
    return {one.key: one.value.string_value for one in of.attributes}


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver behind its `url`."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.requests[self.path].append(_KINDS[self.path].FromString(body))
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
