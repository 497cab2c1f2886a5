"""HTTP requests that the sandbox itself sends: data source health and receiver tests."""

from __future__ import annotations

import errno
import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True)
class Outcome:
    """What came back: a status, or the error in the words of Go's client."""

    status: int
    reason: str = ""
    error: str = ""

    @property
    def is_ok(self) -> bool:
        return not self.error and 200 <= self.status < 300


def send(
    method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None, wait: float = 5
) -> Outcome:
    """Sends one request without following redirects; never raises for what the other side does."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        return Outcome(0, error=str(error))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Outcome(0, error=f'unsupported protocol scheme "{parts.scheme}"')
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.hostname, port, timeout=wait)
    try:
        connection.request(method, _target(parts), body=body or None, headers=dict(headers or {}))
        response = connection.getresponse()
        response.read()
        return Outcome(response.status, response.reason)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Outcome(0, error=_in_words(error, parts.hostname, port))
    finally:
        connection.close()


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _in_words(error: Exception, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror):
        return f"dial tcp: lookup {host}: no such host"
    if isinstance(error, TimeoutError):
        return "context deadline exceeded"
    if isinstance(error, OSError) and error.errno == errno.ECONNREFUSED:
        return f"dial tcp {host}:{port}: connect: connection refused"
    return str(error) or type(error).__name__
