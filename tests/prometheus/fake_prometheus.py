"""A Prometheus on loopback that has the series a test gives it, and answers as 2.42 does (or 3, with `limits`)."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class FakePrometheus:
    """Series by metric, and what was asked."""

    series: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    intervals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Job → the scrape interval of each of its targets."""
    targets: list[dict[str, Any]] | None = None
    """The active targets themselves, instead of `intervals`."""
    groups: list[dict[str, Any]] = field(default_factory=list)
    """The rule groups that it has loaded."""
    retention: str = "15d"
    ahead: timedelta = timedelta()
    """What its clock is ahead of the machine's."""
    head: bool = True
    """Whether it tells the statistics of its head."""
    listed: int = 10_000
    """Metrics in these statistics at most; 2.42 gives ten."""
    limits: bool = True
    """Whether it knows the parameter `limit`, as since 2.54."""
    status: int = 200
    """Of every answer."""
    gone: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """Series by metric that had their last sample a day ago."""
    version: str = "2.42.0"
    application: str = ""
    """The name of what only speaks the API."""
    features: str = ""
    """What `--enable-feature` switches on."""
    grafana_uid: str = ""
    """Stand behind the data source proxy of a Grafana that has it under this uid."""
    url: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, without parameters."""
        return [path for path, _ in self.asked]

    def answer(self, path: str, params: dict[str, str]) -> tuple[int, Any]:
        """Status and body of one request."""
        self.asked.append((path, params))
        if self.grafana_uid:
            if path in _GRAFANA:
                return 200, _GRAFANA[path]
            prefix = f"/api/datasources/proxy/uid/{self.grafana_uid}"
            if not path.startswith(prefix):
                return 404, {"message": "Not found"}
            path = path.removeprefix(prefix)
        if path == "/-/ready":
            return 200, "Prometheus Server is Ready.\n"
        if self.status != 200:
            return self.status, {"status": "error", "error": "not today"}
        found = self._data(path.removeprefix("/api/v1/"), params)
        return (404, "404 page not found") if found is None else (200, {"status": "success", "data": found})

    def _data(self, path: str, params: dict[str, str]) -> Any:
        known = self.series
        if self.gone and float(params.get("start", "inf")) < time.time() - _DAY:
            known = {**self.gone, **self.series}
        chosen = known.get(params.get("match[]", "").removeprefix('{__name__="').removesuffix('"}'), [])
        if "match[]" not in params:
            chosen = [labels for found in known.values() for labels in found]
        limit = int(params["limit"]) if self.limits and "limit" in params else None
        if path == "status/buildinfo":
            return {"version": self.version, **({"application": self.application} if self.application else {})}
        if path == "status/flags":
            return {"enable-feature": self.features}
        if path == "status/tsdb" and self.head:
            largest = Counter({name: len(found) for name, found in self.series.items()}).most_common(self.listed)
            values: dict[str, set[str]] = {}
            for labels in (labels for found in self.series.values() for labels in found):
                for label, value in labels.items():
                    values.setdefault(label, set()).add(value)
            return {
                "headStats": {"numSeries": sum(map(len, self.series.values()))},
                "seriesCountByMetricName": [{"name": name, "value": count} for name, count in largest],
                "labelValueCountByLabelName": [{"name": one, "value": len(all)} for one, all in values.items()],
            }
        if path == "status/runtimeinfo":
            return {"storageRetention": self.retention}
        if path == "rules":
            return {"groups": self.groups}
        if path == "query":
            return {"resultType": "scalar", "result": [0, "2"]}
        if path == "metadata":
            return {name: [{"type": kind, "help": "", "unit": ""}] for name, kind in self.types.items()}
        if path == "targets" and self.targets is not None:
            return {"activeTargets": self.targets}
        if path == "targets":
            told = [(job, one) for job, intervals in self.intervals.items() for one in intervals]
            return {"activeTargets": [{"labels": {"job": job}, "scrapeInterval": one} for job, one in told]}
        if path == "series":
            return chosen[:limit]
        if path == "labels":
            return sorted({label for labels in chosen for label in labels})
        if path.startswith("label/"):
            label = unquote(path.split("/")[1])
            return sorted({labels[label] for labels in chosen if label in labels})[:limit]
        return None


_DAY = 24 * 3600

_GRAFANA: Mapping[str, Any] = {
    "/api/health": {"database": "ok", "version": "11.6.0"},
    "/api/org": {"id": 1, "name": "Main Org."},
}


def metric(name: str, *labels: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The series of one metric, as `FakePrometheus` takes them."""
    return {name: [{"__name__": name, **one} for one in labels]}


@contextmanager
def serving(fake: FakePrometheus) -> Iterator[FakePrometheus]:
    """The fake behind its `url`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            fake.headers.append(dict(self.headers))
            status, body = fake.answer(parts.path, {key: one[0] for key, one in parse_qs(parts.query).items()})
            content = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain" if isinstance(body, str) else "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.do_GET()

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
