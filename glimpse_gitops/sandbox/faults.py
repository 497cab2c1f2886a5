"""Faults on order: a test says which request fails, and how."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .answer import Answer

HTML_PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in</body></html>"


@dataclass(frozen=True)
class Fault:
    """What happens to the `nth` request (and the `times - 1` after it) whose method and path match.

    The parts combine: `before` runs first, then the delay passes, then the request is answered with `status`, dropped,
    or handled as ever.
    """

    method: str = ""
    """Empty for any."""
    path: str = ""
    """A regular expression, searched in path and query as sent; empty for any."""
    nth: int = 1
    times: int = 1
    status: int = 0
    """Answered instead of handling the request; 0 handles it."""
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    html: bool = False
    """Whether the answer is a page, as a proxy in front would give (status 200 unless said)."""
    drop: str = ""
    """`before`: the connection ends before the request is handled. `after`: it ends before the answer is sent."""
    delay: float = 0.0
    """Seconds to wait before handling."""
    before: Callable[[], object] | None = None
    """Called before the request is handled: the place for somebody else's edit."""

    def matches(self, method: str, path: str) -> bool:
        return self.method in ("", method) and re.search(self.path, path) is not None

    def before_handling(self, environ: Mapping[str, Any]) -> Answer | None:
        """The answer that is given instead of handling the request, if any."""
        if self.before is not None:
            self.before()
        if self.delay:
            time.sleep(self.delay)
        if self.drop == "before":
            _cut(environ)
            return Answer(500, {"message": "connection dropped"})
        if self.html:
            return Answer(self.status or 200, text=HTML_PAGE, content_type="text/html", headers=self.headers)
        if self.status:
            body = {"message": "fault on order"} if self.body is None else self.body
            return Answer(self.status, body, headers=self.headers)
        return None

    def after_handling(self, environ: Mapping[str, Any]) -> None:
        if self.drop == "after":
            _cut(environ)


def too_many_requests(retry_after: int = 1, **match: Any) -> Fault:
    """A 429 with `Retry-After`."""
    body = {"message": "too many requests"}
    return Fault(status=429, body=body, headers={"Retry-After": str(retry_after)}, **match)


class Faults:
    """The faults that are on order."""

    def __init__(self) -> None:
        self._orders: list[list[Any]] = []
        self._lock = threading.Lock()

    def order(self, fault: Fault | None = None, **parts: Any) -> Fault:
        """Orders a fault, given whole or by its parts: `order(method="PUT", path="/dashboards/", status=500)`."""
        ordered = fault or Fault(**parts)
        with self._lock:
            self._orders.append([ordered, 0])
        return ordered

    def clear(self) -> None:
        with self._lock:
            self._orders.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that falls due with this request; each matching order counts it."""
        due: Fault | None = None
        with self._lock:
            for entry in self._orders:
                fault: Fault = entry[0]
                if not fault.matches(method, path):
                    continue
                entry[1] += 1
                if due is None and fault.nth <= entry[1] < fault.nth + fault.times:
                    due = fault
        return due


def _cut(environ: Mapping[str, Any]) -> None:
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
