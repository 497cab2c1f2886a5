"""The sandbox without a network, and with a fault at any one request: fast enough to try hundreds of them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import niquests
import pytest
from flask import Flask
from niquests import exceptions
from niquests.extensions.sgi import WebServerGatewayInterface

from glimpse_gitops.http.session import Session

KILLS = ("killed before", "killed after")
"""The death of who sends a request: it never leaves, or its answer never arrives."""

FAULTS = ("500", "502", "503", "429", "dropped before", "dropped after", "page", "redirect", "slow", "truncated")
"""What can happen to one request."""

LASTING = ("503 for good", "dropped after for good", "page for good", "401 for good")
"""What can happen to one request and all that follow it."""

INTERRUPT = "interrupt"
"""Ctrl-C while a request is on its way."""


class Killed(BaseException):
    """The process is dead: nothing catches this, and nothing can be sent any more."""


@dataclass
class Line:
    """What lies between the tool and the sandbox: counts requests, and harms one or all from one on."""

    app: Flask
    kind: str = ""
    """What happens to the request at `at`."""
    at: int = 0
    """The number of the request that is harmed, from 1."""
    count: int = 0
    dead: bool = False
    watch: Callable[[str], None] = field(default=lambda request: None)
    """Told of each request once it is counted, and before anything happens to it."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set by an interrupt."""

    def break_at(self, at: int, kind: str) -> None:
        """Harm the `at`th request from now on."""
        self.at, self.kind, self.count, self.dead = at, kind, 0, False
        self.stop.clear()

    def heal(self) -> None:
        """Let everything pass again."""
        self.break_at(0, "")

    def due(self) -> str:
        """What happens to the request that was just counted; empty for nothing."""
        kind = self.kind.removesuffix(" for good")
        return kind if self.count == self.at or (kind != self.kind and self.count > self.at) else ""


class Transport(WebServerGatewayInterface):
    """niquests' adapter for a `Line`."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.app)  # type: ignore[arg-type]
        self.line = line

    def send(self, request: niquests.PreparedRequest, *_: Any, **__: Any) -> niquests.Response:
        """Hand the request to the sandbox, or do to it what is due."""
        line = self.line
        if line.dead:
            raise Killed
        line.count += 1
        line.watch(f"{request.method} {request.url}")
        kind = line.due()
        if kind == INTERRUPT:
            line.stop.set()
        if kind in ("", INTERRUPT):
            return self._handed_over(request)
        if kind == "killed before":
            line.dead = True
            raise Killed
        if kind == "dropped before":
            raise exceptions.ConnectionError("closed")
        if kind.isdigit():
            return _answer(request, int(kind), "application/json", json.dumps({"message": "fault on order"}))
        if kind == "page":
            return _answer(request, 200, "text/html", "<html>sign in</html>")
        if kind == "redirect":
            return _answer(request, 302, "text/html", "<html>elsewhere</html>", {"Location": "http://sandbox/login"})
        response = self._handed_over(request)
        if kind == "killed after":
            line.dead = True
            raise Killed
        if kind == "dropped after":
            raise exceptions.ConnectionError("closed")
        if kind == "slow":
            raise exceptions.ReadTimeout("too slow")
        assert kind == "truncated"
        response._content = (response._content or b"")[: len(response._content or b"") // 2]
        return response

    def _handed_over(self, request: niquests.PreparedRequest) -> niquests.Response:
        response = self._do_send(request, False)
        # Guessing it takes longer than all the rest of a request.
        response.encoding = "utf-8"
        return response

    def _create_environ(self, request: niquests.PreparedRequest) -> dict[str, Any]:
        environ = super()._create_environ(request)
        parts = urlsplit(str(request.url))
        environ["REQUEST_URI"] = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return environ


def _answer(
    request: niquests.PreparedRequest, status: int, kind: str, text: str, headers: Mapping[str, str] | None = None
) -> niquests.Response:
    response = niquests.Response()
    response.status_code = status
    response.headers.update({"Content-Type": kind, **(headers or {})})
    response.request, response.url = request, request.url
    response._content = text.encode()
    return response


@contextmanager
def without_network(line: Line) -> Iterator[None]:
    """Let every session talk over `line`."""
    make = Session.__init__

    def init(self: Session, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        self.mount("http://", Transport(line))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "__init__", init)
        yield
