"""The sandbox without a network, and with a fault at any one request: fast enough to try hundreds of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
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

FAULTS = ("500", "502", "503", "429", "dropped before", "dropped after", "page", "slow", "truncated")
"""What can happen to one request, besides the death of who sends it."""

KILLS = ("killed before", "killed after")


class Killed(BaseException):
    """The process is dead: nothing catches this, and nothing can be sent any more."""


@dataclass
class Line:
    """What lies between the tool and the sandbox: counts requests, and harms one or all from one on."""

    app: Flask
    kind: str = ""
    at: int = 0
    """The number of the request that is harmed, from 1."""
    lasting: bool = False
    count: int = 0
    dead: bool = False
    sent: list[str] = field(default_factory=list)

    def break_at(self, at: int, kind: str, *, lasting: bool = False) -> None:
        """Harm the `at`th request from now on."""
        self.at, self.kind, self.lasting, self.count, self.dead = at, kind, lasting, 0, False
        self.sent.clear()

    def heal(self) -> None:
        """Let everything pass again."""
        self.break_at(0, "")

    def is_due(self) -> bool:
        """Whether the request that was just counted is harmed."""
        return bool(self.kind) and (self.count == self.at or (self.lasting and self.count > self.at))


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
        line.sent.append(f"{request.method} {request.url}")
        if not line.is_due():
            return self._do_send(request, False)
        if line.kind == "killed before":
            line.dead = True
            raise Killed
        if line.kind == "dropped before":
            raise exceptions.ConnectionError("closed")
        if line.kind.isdigit():
            return _answer(request, int(line.kind), "application/json", json.dumps({"message": "fault on order"}))
        if line.kind == "page":
            return _answer(request, 200, "text/html", "<html>sign in</html>")
        response = self._do_send(request, False)
        if line.kind == "killed after":
            line.dead = True
            raise Killed
        if line.kind == "dropped after":
            raise exceptions.ConnectionError("closed")
        if line.kind == "slow":
            raise exceptions.ReadTimeout("too slow")
        response._content = (response._content or b"")[: len(response._content or b"") // 2]
        return response

    def _create_environ(self, request: niquests.PreparedRequest) -> dict[str, Any]:
        environ = super()._create_environ(request)
        parts = urlsplit(str(request.url))
        environ["REQUEST_URI"] = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return environ


def _answer(request: niquests.PreparedRequest, status: int, kind: str, text: str) -> niquests.Response:
    response = niquests.Response()
    response.status_code = status
    response.headers["Content-Type"] = kind
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
