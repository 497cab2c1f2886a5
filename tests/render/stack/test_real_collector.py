"""The collector's committed config in a real collector: what is planted does not come out, metrics keep their names.

Runs where `OTELCOL` names a collector that has the components of the config. Nothing of the config changes but
addresses and how long a batch waits.
"""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from . import ROOT

COLLECTOR = os.environ.get("OTELCOL", "")
pytestmark = pytest.mark.skipif(not COLLECTOR, reason="OTELCOL names no collector")
PLANTED = "kim.lee@glimpse.example"
SERVICE = [("service.name", "glimpse-server"), ("service.instance.id", "server-1"), ("host.name", f"box of {PLANTED}")]


def attributes(pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"key": key, "value": {"stringValue": value}} for key, value in pairs]


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    """A collector, the doors into it, and what came out of it for Tempo and Loki."""

    def __init__(self, folder: Path) -> None:
        self.http, self.metrics, self.health = free_port(), free_port(), free_port()
        self.sent: queue.Queue[tuple[str, str]] = queue.Queue()
        self.behind = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.behind.serve_forever, daemon=True).start()
        config = folder / "collector.yml"
        config.write_text(yaml.safe_dump(self._config()))
        self.log = (folder / "log").open("w")
        self.process = subprocess.Popen([COLLECTOR, f"--config={config}"], stdout=self.log, stderr=self.log)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        sent = self.sent

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent.put((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Tests read what was sent, not a log of it."""

        return Handler

    def _config(self) -> Any:
        config = yaml.safe_load((ROOT / "stack" / "otel-collector.yml").read_text(encoding="utf-8"))
        plain = {"endpoint": f"http://127.0.0.1:{self.behind.server_port}", "encoding": "json", "compression": "none"}
        config["exporters"]["prometheus"]["endpoint"] = f"127.0.0.1:{self.metrics}"
        config["exporters"] |= {"otlphttp/loki": plain, "otlphttp/tempo": plain}
        del config["exporters"]["otlp/tempo"]
        config["service"]["pipelines"]["traces"]["exporters"] = ["otlphttp/tempo"]
        config["service"]["telemetry"] = {"metrics": {"level": "none"}}
        config["receivers"]["otlp"]["protocols"] = {"http": {"endpoint": f"127.0.0.1:{self.http}"}}
        config["extensions"]["health_check"]["endpoint"] = f"127.0.0.1:{self.health}"
        config["processors"]["batch"]["timeout"] = "100ms"
        return config

    def get(self, url: str) -> str:
        """The body; asked again until the collector is there."""
        end = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(url, timeout=5) as answer:
                    return str(answer.read().decode())
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise

    def send(self, signal: str, body: Any) -> None:
        url = f"http://127.0.0.1:{self.http}/v1/{signal}"
        request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 200

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        self.behind.shutdown()
        self.behind.server_close()
        self.log.close()


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("collector"))
    try:
        assert "Server available" in running.get(f"http://127.0.0.1:{running.health}/health")
        yield running
    finally:
        running.stop()


def test_a_planted_address_does_not_come_out_of_a_trace(collector: Running) -> None:
    event = {"name": f"to {PLANTED}", "timeUnixNano": "1", "attributes": attributes([("message", f"no {PLANTED}")])}
    span = {
        "traceId": "0af7651916cd43dd8448eb211c80319c",
        "spanId": "b7ad6b7169203331",
        "name": f"mail to {PLANTED}",
        "kind": 1,
        "startTimeUnixNano": "1",
        "endTimeUnixNano": "2",
        "attributes": attributes([("note", PLANTED), ("user.id", "42"), ("http.route", "/users/:id")]),
        "events": [event],
        "status": {"code": 2, "message": f"failed for {PLANTED}"},
    }
    scope = {"scope": {"name": "x", "attributes": attributes([("owner", PLANTED)])}, "spans": [span]}
    collector.send(
        "traces", {"resourceSpans": [{"resource": {"attributes": attributes(SERVICE)}, "scopeSpans": [scope]}]}
    )
    path, body = collector.sent.get(timeout=30)
    assert path == "/v1/traces"
    assert PLANTED not in body
    assert body.count("****") == 8
    assert "/users/:id" in body


def test_a_planted_address_does_not_come_out_of_a_log(collector: Running) -> None:
    deep = {"kvlistValue": {"values": [{"key": "to", "value": {"arrayValue": {"values": [{"stringValue": PLANTED}]}}}]}}
    records = [
        {
            "timeUnixNano": "1",
            "body": {"stringValue": f"{PLANTED} signed in"},
            "attributes": attributes([("token", "x")]),
        },
        {"timeUnixNano": "1", "body": deep},
        {"timeUnixNano": "1", "body": {"stringValue": '{"password": "hunter2", "at": "/reset?token=abc123"}'}},
    ]
    resource = {"attributes": attributes(SERVICE)}
    collector.send("logs", {"resourceLogs": [{"resource": resource, "scopeLogs": [{"logRecords": records}]}]})
    path, body = collector.sent.get(timeout=30)
    assert path == "/v1/logs"
    assert PLANTED not in body
    last = json.loads(body)["resourceLogs"][0]["scopeLogs"][0]["logRecords"][2]["body"]["stringValue"]
    assert json.loads(last) == {"password": "****", "at": "/reset?****"}
    assert {"key": "job", "value": {"stringValue": "glimpse-server"}} in json.loads(body)["resourceLogs"][0][
        "resource"
    ]["attributes"]


def test_a_metric_has_the_catalogues_name_and_labels(collector: Running) -> None:
    point = {
        "timeUnixNano": str(time.time_ns()),
        "attributes": attributes([("method", "GET"), ("route", "/users/:id")]),
    }
    counted = {"isMonotonic": True, "aggregationTemporality": 2, "dataPoints": [{**point, "asInt": "7"}]}
    buckets = {"count": "1", "sum": 9900, "bucketCounts": ["0", "1"], "explicitBounds": [1000]}
    paid = {"aggregationTemporality": 2, "dataPoints": [{"timeUnixNano": point["timeUnixNano"], **buckets}]}
    metrics = [
        {"name": "http.requests", "unit": "{request}", "sum": counted},
        {"name": "payment_amount_krw", "unit": "KRW", "histogram": paid},
        {"name": "nodejs.event_loop.lag", "unit": "s", "gauge": {"dataPoints": [{**point, "asDouble": 0.5}]}},
    ]
    resource = {"attributes": attributes(SERVICE)}
    collector.send("metrics", {"resourceMetrics": [{"resource": resource, "scopeMetrics": [{"metrics": metrics}]}]})
    url, own = f"http://127.0.0.1:{collector.metrics}/metrics", 'instance="server-1",job="glimpse-server"'
    end = time.monotonic() + 30
    while "payment_amount_krw_sum" not in (shown := collector.get(url)) and time.monotonic() < end:
        continue
    assert f'\nhttp_requests_total{{{own},method="GET",route="/users/:id"}} 7\n' in shown
    assert f"\npayment_amount_krw_sum{{{own}}} 9900\n" in shown
    assert f'\nnodejs_event_loop_lag_seconds{{{own},method="GET",route="/users/:id"}} 0.5\n' in shown
    assert PLANTED not in shown
