"""A program on loopback that gives fixed answers to GET, as a collector, Loki or Tempo would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FakeProgram:
    """Path → content type and text."""

    pages: dict[str, tuple[str, str]]
    status: int = 200
    statuses: dict[str, int] = field(default_factory=dict)
    """Path → a status of its own."""
    ahead: timedelta = timedelta()
    """What its clock is ahead of the machine's."""
    url: str = ""
    asked: list[str] = field(default_factory=list)
    token: str = ""
    """The only one that is let in."""
    tenant: str = ""
    """Whose labels it has, where it has tenants."""


def collector() -> FakeProgram:
    """The health extension answers every path."""
    told = '{"status":"Server available","upSince":"2026-11-23T06:00:00Z","uptime":"1h"}'
    return FakeProgram({"/health": ("application/json", told)})


def loki(retention: str = "2w", *labels: str) -> FakeProgram:
    """A Loki with streams that have these labels."""
    listed = ", ".join(f'"{label}"' for label in labels)
    config = f"compactor:\n  retention_enabled: true\nlimits_config:\n  retention_period: {retention}\n"
    return FakeProgram(
        {
            "/loki/api/v1/status/buildinfo": ("application/json", '{"version": "3.6.10"}'),
            "/ready": ("text/plain", "ready\n"),
            "/config": ("text/plain", config),
            "/loki/api/v1/labels": ("application/json", f'{{"status": "success", "data": [{listed}]}}'),
            "/loki/api/v1/query": ("application/json", "{}"),
        }
    )


def tempo(retention: str = "168h0m0s") -> FakeProgram:
    """A Tempo that keeps traces for so long."""
    return FakeProgram(
        {
            "/api/status/buildinfo": ("application/json", '{"version": "2.10.7"}'),
            "/ready": ("text/plain", "ready\n"),
            "/status/config": (
                "text/plain",
                f"GET /status/config\n---\ncompactor:\n  compaction:\n    block_retention: {retention}\n",
            ),
            "/api/echo": ("text/plain", "echo"),
        }
    )


@contextmanager
def running(fake: FakeProgram) -> Iterator[FakeProgram]:
    """The fake behind its `url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            fake.asked.append(path)
            kind, text = fake.pages.get(path, ("text/plain", "404 page not found\n"))
            known = not fake.token or self.headers.get("Authorization") == f"Bearer {fake.token}"
            status = fake.statuses.get(path, fake.status) if path in fake.pages else 404
            if fake.tenant and path.startswith("/loki/api/v1/labels"):
                known = known and self.headers.get("X-Scope-OrgID") == fake.tenant
            self.send_response(status if known else 401)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def date_time_string(self, timestamp: float | None = None) -> str:
            now = datetime.now(UTC) + fake.ahead
            return super().date_time_string(now.timestamp() if timestamp is None else timestamp)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
