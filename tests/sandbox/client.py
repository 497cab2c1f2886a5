"""A small client for tests: one request, its status and its JSON."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from glimpse_gitops.sandbox import SandboxServer

from .replay.recorder import ADMIN


class Client:
    """Speaks to one sandbox over a connection of its own; not to be shared by threads."""

    def __init__(self, server: SandboxServer) -> None:
        address = urlsplit(server.url)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)

    def raw(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> http.client.HTTPResponse:
        sent = {"Authorization": ADMIN, "Content-Type": "application/json", **(headers or {})}
        self._connection.request(method, path, body, sent)
        return self._connection.getresponse()

    def call(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        response = self.raw(method, path, None if body is None else json.dumps(body).encode(), headers)
        text = response.read()
        return response.status, json.loads(text) if text else None

    def close(self) -> None:
        self._connection.close()
