"""A ruler on loopback that answers as a real Mimir and a real Loki were seen to: YAML, and 202 for what was written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import yaml

from glimpse_gitops.model.duration import format_duration, parse_duration

_PREFIXES = {"Mimir": "/prometheus/config/v1/rules", "Loki": "/loki/api/v1/rules"}


@dataclass
class FakeRuler:
    """Groups by tenant and namespace, and what was asked."""

    engine: str = "Mimir"
    tenants: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """Tenant → namespace → group → content."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    refuses: str = ""
    """A group whose writes answer 400."""
    needs_token: str = ""
    reads_folder: bool = False
    """A Loki whose rules lie in files: what it says where there is no folder of the tenant."""
    keeps_apart: bool = False
    """Whether a request without a tenant is refused."""
    url: str = ""

    def writes(self) -> list[tuple[str, str]]:
        """Requests that were not GET."""
        return [one for one in self.asked if one[0] != "GET"]

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, str]:
        """Status and text of one request."""
        self.asked.append((method, path))
        if self.needs_token and headers.get("Authorization") != f"Bearer {self.needs_token}":
            return 401, "no credentials provided"
        prefix = _PREFIXES[self.engine]
        if not path.startswith(prefix):
            return 404, "404 page not found\n"
        if self.reads_folder:
            return 400, "unable to read rule dir /loki/rules/fake: open /loki/rules/fake: no such file or directory\n"
        if self.keeps_apart and "X-Scope-OrgID" not in headers:
            return 401, "no org id"
        namespaces = self.tenants.setdefault(headers.get("X-Scope-OrgID", "anonymous"), {})
        rest = path.removeprefix(prefix)
        # Loki's router decodes the whole path, and then its handler each name: a slash has to be encoded twice.
        rest = unquote(rest) if self.engine == "Loki" else rest
        names = [unquote(part) for part in rest.strip("/").split("/") if part]
        if len(names) > 2:
            return 404, "404 page not found\n"
        if method == "GET":
            listed = {name: list(groups.values()) for name, groups in namespaces.items() if groups}
            return (200, yaml.safe_dump(listed)) if listed else self._none()
        if method == "POST":
            group = yaml.safe_load(body)
            if group["name"] == self.refuses:
                return 400, "invalid rules config: could not parse expression"
            namespaces.setdefault(names[0], {})[group["name"]] = _stored(group)
            return 202, '{"status":"success","data":null,"errorType":"","error":""}'
        if names[1] not in namespaces.get(names[0], {}):
            return 404, "group does not exist\n"
        del namespaces[names[0]][names[1]]
        return 202, '{"status":"success","data":null,"errorType":"","error":""}'

    def _none(self) -> tuple[int, str]:
        return (200, "{}\n") if self.engine == "Mimir" else (404, "no rule groups found\n")


def _stored(group: dict[str, Any]) -> dict[str, Any]:
    """As Prometheus' own types write it: durations in their canonical spelling."""
    stored = {**group, "interval": format_duration(parse_duration(group["interval"]))}
    for rule in stored["rules"]:
        for key in ("for", "keep_firing_for"):
            if key in rule:
                rule[key] = format_duration(parse_duration(rule[key]))
    return stored


@contextmanager
def running(ruler: FakeRuler) -> Iterator[FakeRuler]:
    """The ruler with an address."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, text = ruler.answer(self.command, self.path, self.headers, body)
            self.send_response(status)
            self.send_header(
                "Content-Type", {200: "application/yaml", 202: "application/json"}.get(status, "text/plain")
            )
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815

        def log_message(self, format: str, *arguments: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ruler.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ruler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
