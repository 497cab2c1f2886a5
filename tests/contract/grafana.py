"""The Grafana that the contract is checked against: one request at a time, its status and its JSON."""

from __future__ import annotations

import itertools
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import quote

from .variants import Variant

EDITABLE = {"X-Disable-Provenance": "true"}
"""Leaves what is written under alerting editable in Grafana's UI."""

NO_HEADERS: Mapping[str, str] = {}

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def segment(name: str) -> str:
    """A name as one segment of a path, encoded as the product does it."""
    return quote(name, safe="")


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: Any
    """The JSON; the text where it is no JSON, None where there is none."""
    headers: Message

    @property
    def message_id(self) -> str:
        return str(self.body.get("messageId", "")) if isinstance(self.body, dict) else ""

    @property
    def text(self) -> str:
        """Everything that the answer says, to look for words that must or must not be there."""
        return json.dumps(self.body, ensure_ascii=False)


@dataclass(frozen=True)
class Grafana:
    """One server, seen by one account."""

    url: str
    authorization: str = field(repr=False)
    prefix: str
    """What the names and uids of everything that a test makes begin with."""
    variant: Variant
    is_sandbox: bool = False
    namespace: str = "default"
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def name(self, what: str = "x") -> str:
        """A name or uid that nobody has used yet."""
        return f"{self.prefix}{next(self.numbers)}-{what}"

    def ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
        """One request to an encoded path."""
        sent = {"Content-Type": "application/json", "Authorization": self.authorization, **headers}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data, sent, method=method)
        try:
            with _OPENER.open(request, timeout=30) as answer:
                return _reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return _reply(refusal.code, refusal.headers, refusal.read())

    def get(self, path: str, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, body: Any, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
        return self.ask("POST", path, body, headers)

    def put(self, path: str, body: Any, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
        return self.ask("PUT", path, body, headers)

    def delete(self, path: str, body: Any = None, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
        return self.ask("DELETE", path, body, headers)

    def made(self, method: str, path: str, body: Any, headers: Mapping[str, str] = NO_HEADERS) -> Any:
        """The body of the answer to a write that a test needs and is not about."""
        reply = self.ask(method, path, body, headers)
        assert reply.status < 300, f"{method} {path}: {reply.status} {reply.text}"
        return reply.body

    def race(self, attempts: Sequence[Callable[[], Reply]]) -> list[int]:
        """The statuses of requests that are all sent at the same moment, sorted."""
        with ThreadPoolExecutor(len(attempts)) as pool:
            return sorted(reply.status for reply in pool.map(lambda attempt: attempt(), attempts))

    def resources(self, kind: str, uid: str = "") -> str:
        """The path of `dashboards` or `folders` in the resource API, or of one of them."""
        version = {"dashboards": "dashboard.grafana.app/v0alpha1", "folders": "folder.grafana.app/v1beta1"}[kind]
        return f"/apis/{version}/namespaces/{self.namespace}/{kind}" + (f"/{segment(uid)}" if uid else "")


def _reply(status: int, headers: Message, content: bytes) -> Reply:
    try:
        return Reply(status, json.loads(content) if content else None, headers)
    except ValueError:
        return Reply(status, content.decode("utf-8", "replace"), headers)
