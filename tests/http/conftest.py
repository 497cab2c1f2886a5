"""A server that answers what a test scripted, on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from glimpse_gitops.http.session import Session


@dataclass(frozen=True)
class Reply:
    """One answer; `drop` ends the connection instead, `leave` ends it afterwards without a word."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    body: str = "{}"
    drop: bool = False
    leave: bool = False


@dataclass
class Script:
    """The server's next answers, the last one for ever, and what it was asked."""

    replies: list[Reply] = field(default_factory=lambda: [Reply()])
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    url: str = ""
    left: threading.Event = field(default_factory=threading.Event)
    """Set when a connection has been closed from there."""

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@pytest.fixture
def script() -> Iterator[Script]:
    told = Script()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.requests.append((self.command, self.path, dict(self.headers)))
            reply = told.next()
            if reply.drop:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body.encode())
            self.close_connection = self.close_connection or reply.leave

        do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        def shutdown_request(self, request: Any) -> None:
            super().shutdown_request(request)
            told.left.set()

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the session would have slept."""
    return []


@pytest.fixture
def open_session(waits: list[float]) -> Iterator[Callable[[str], Session]]:
    """Makes sessions that wait in `waits` only, with a jitter of nothing."""
    opened: list[Session] = []

    def make(server: str) -> Session:
        opened.append(Session(server, product="Grafana", sleep=waits.append, jitter=lambda: 0.0))
        return opened[-1]

    yield make
    for session in opened:
        session.close()
