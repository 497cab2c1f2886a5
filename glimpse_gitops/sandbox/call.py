"""One request as the handlers see it, and one line of the routing table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import Headers

from .access import Access
from .answer import Answer, bad_request
from .identity import Identity
from .needs import Need
from .shape import parse_json
from .store import Shelf, Store
from .versions import GrafanaVersion


@dataclass(frozen=True)
class Call:
    """A request of an identified caller."""

    method: str
    path: Mapping[str, str]
    """The variable parts of the path, decoded."""
    query: Mapping[str, Sequence[str]]
    headers: Headers
    raw: bytes
    identity: Identity
    access: Access
    store: Store
    version: GrafanaVersion
    base_url: str
    """Address of this server, without a slash at its end."""

    @property
    def shelf(self) -> Shelf:
        return self.access.shelf

    @property
    def org(self) -> int:
        return self.identity.org

    def json(self) -> Any:
        """The body; refused unless it is declared to be JSON."""
        if "json" not in self.headers.get("Content-Type", "").lower():
            raise bad_request()
        return parse_json(self.raw)

    def argument(self, name: str, default: str = "") -> str:
        values = self.query.get(name)
        return values[0] if values else default

    def arguments(self, name: str) -> Sequence[str]:
        return self.query.get(name, ())

    def number(self, name: str, default: int) -> int:
        """A query parameter as a number; nonsense counts as absent, as with Grafana's own reader."""
        text = self.argument(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else default

    @property
    def provenance(self) -> str:
        """What the alerting endpoints note down: `api`, or nothing where the caller disabled it."""
        return "" if "X-Disable-Provenance" in self.headers else "api"


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """One endpoint."""

    method: str
    rule: str
    """Path with `<name>` for each variable segment."""
    handler: Handler
    need: Need | None = None
    """What the caller's permissions must hold somewhere; the handler checks where."""
    resource: bool = False
    """Whether it belongs to the resource API, whose errors are objects of kind `Status`."""
    unlocked: bool = False
    """Whether it speaks to other servers, and so takes the store's lock itself."""
