"""Holds a scripted conversation with a server, and keeps what it answered in the form of the recordings."""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

Answered = tuple[int, dict[str, str], Any]
"""Status, the headers that the recordings keep, and the body: JSON, text or None."""
KEPT_HEADERS = ("content-type", "location", "warning", "retry-after", "www-authenticate")
ADMIN = "Basic " + base64.b64encode(b"admin:glimpse123").decode()
Evaluate = Callable[[Mapping[str, str], Mapping[str, float]], None]


class Recorder:
    """One conversation; `evaluate` makes the server find the given states for the given rules."""

    def __init__(self, base: str, evaluate: Evaluate) -> None:
        address = urlsplit(base)
        assert address.hostname == "127.0.0.1"
        self._address = (address.hostname, address.port)
        self.evaluate = evaluate
        self.lines: list[dict[str, Any]] = []
        self.scenario = ""
        self.step = 0

    def begin(self, scenario: str) -> None:
        self.scenario, self.step = scenario, 0

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        auth: str | None = "admin",
        raw: str | None = None,
        note: str = "",
        keep: Callable[[Any], Any] | None = None,
    ) -> tuple[int, Any]:
        """One exchange; `keep` cuts its answer down to what is compared."""
        sent = dict(headers or {})
        data = raw.encode() if raw is not None else None
        if raw is None and body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        credentials = ADMIN if auth == "admin" else auth
        answered = self.send(method, path, data, sent, credentials)
        status, kept_headers, parsed = answered
        shown = keep(parsed) if keep is not None and parsed is not None else parsed
        # The answer itself is kept, not a copy: as in the recordings, what a scenario changes in it afterwards shows.
        answer = (status, kept_headers, shown)
        self.note_down(method, path, dict(headers or {}), auth or "none", body if raw is None else raw, answer, note)
        return status, parsed

    def send(
        self, method: str, path: str, data: bytes | None, headers: Mapping[str, str], credentials: str | None = ADMIN
    ) -> Answered:
        """One exchange on a connection of its own, not noted down."""
        host, port = self._address
        connection = http.client.HTTPConnection(host, port, timeout=60)
        try:
            secured = {**headers, "Authorization": credentials} if credentials else dict(headers)
            connection.request(method, path, data, secured)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        kept = {name.lower(): value for name, value in response.getheaders() if name.lower() in KEPT_HEADERS}
        try:
            return response.status, kept, json.loads(text) if text else None
        except ValueError:
            return response.status, kept, text

    def note_down(
        self, method: str, path: str, headers: dict[str, str], auth: str, body: Any, answered: Answered, note: str
    ) -> None:
        self.step += 1
        status, kept, shown = answered
        request = {"method": method, "path": path, "headers": headers, "auth": auth, "body": body}
        response = {"status": status, "headers": kept, "body": shown}
        head = {"scenario": self.scenario, "step": self.step, "note": note}
        self.lines.append({**head, "request": request, "response": response})
