"""The service's door: `/metrics`, `/faults` and `/health` over HTTP."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

from .faults import Faults, as_json, faults_from
from .service import Service

STEP = 0.5
"""Seconds between two steps of the service."""
_LONGEST = 10_000
"""Bytes of an order at most."""
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class DemoService:
    """A running service: `with DemoService(port=8000) as running: …`. Listens on loopback unless told otherwise."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1", service: Service | None = None) -> None:
        self.service = service or Service()
        self._metrics = make_wsgi_app(self.service.instruments.registry)
        self._server = make_server(host, port, self._answer, _Server, _Handler)
        self.url = f"http://{host}:{self._server.server_port}"
        self._ended = threading.Event()
        self._threads = (
            threading.Thread(target=self._server.serve_forever, name="demo-service", daemon=True),
            threading.Thread(target=self._pass_time, name="demo-service-time", daemon=True),
        )

    def fail(self, share: float) -> None:
        """From now on, this share of the requests fails."""
        self.service.order(replace(self.service.faults, error_ratio=share))

    def crowd(self, factor: float) -> None:
        """From now on, there are so many times more requests."""
        self.service.order(replace(self.service.faults, traffic_factor=factor))

    def __enter__(self) -> DemoService:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join()

    def _pass_time(self) -> None:
        before = time.monotonic()
        while not self._ended.wait(STEP):
            now = time.monotonic()
            self.service.advance(now - before, datetime.now().astimezone())
            before = now

    def _answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == "/metrics":
            exposed: Iterable[bytes] = self._metrics(environ, start_response)
            return exposed
        if path == "/health" and method == "GET":
            return _json(start_response, 200, {"status": "ok", "time": datetime.now(UTC).isoformat()})
        if path == "/faults" and method in ("GET", "POST", "DELETE"):
            return self._faults(environ, start_response, method)
        return _json(start_response, 404, {"error": "there are /metrics, /faults and /health"})

    def _faults(self, environ: Environ, start_response: StartResponse, method: str) -> Iterable[bytes]:
        if method == "POST":
            try:
                length = min(int(environ.get("CONTENT_LENGTH") or 0), _LONGEST)
                self.service.order(faults_from(json.loads(environ["wsgi.input"].read(length) or b"null")))
            except (ValueError, RecursionError) as error:
                return _json(start_response, 400, {"error": str(error)})
        elif method == "DELETE":
            self.service.order(Faults())
        return _json(start_response, 200, as_json(self.service.faults))


def _json(start_response: StartResponse, status: int, body: Any) -> list[bytes]:
    words = {200: "200 OK", 400: "400 Bad Request", 404: "404 Not Found"}
    start_response(words[status], [("Content-Type", "application/json")])
    return [json.dumps(body).encode() + b"\n"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: a scrape every few seconds is no news."""
