"""One GET, with what its answer says and when: the clock of the other side is part of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import UnreachableError

if TYPE_CHECKING:
    from ..http.session import Session

_ANSWERS = ("json", "text/plain", "yaml")
_TICK = 1.0
"""Seconds: the header Date tells no less."""


@dataclass(frozen=True)
class Access:
    """How to get there: credentials, certificates, and the clock of this machine."""

    token: str = ""
    user: str = ""
    password: str = ""
    tenant: str = ""
    """Whose data is asked for, where there are several: the header `X-Scope-OrgID`."""
    ca_file: str = ""
    client_certificate: tuple[str, ...] = ()
    """PEM files: one with certificate and key, or one each."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __repr__(self) -> str:
        return "Access()"


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    text: str
    time: datetime | None
    """The other side's clock."""
    skew: float | None
    """Seconds that it is ahead of ours."""
    doubt: float
    """Seconds that the skew may be off."""

    @property
    def json(self) -> Any:
        """The parsed body, None where it is no JSON."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None


def get(server: str, path: str, product: str, access: Access) -> Answer:
    """`GET {server}/{path}`. Raises UnreachableError where nothing answers, or a page does."""
    from ..http.retry import RetryPolicy
    from ..http.session import Session

    files = access.client_certificate
    certificate = (files[0], files[-1]) if files else None
    session = Session(
        server, product=product, answers=_ANSWERS, client_certificate=certificate, policy=RetryPolicy(attempts=1)
    )
    session.headers["User-Agent"] = f"glimpse-gitops/{__version__}"
    session.verify = access.ca_file or True
    if access.tenant:
        session.headers["X-Scope-OrgID"] = access.tenant
    if access.token:
        session.headers["Authorization"] = f"Bearer {access.token}"
    elif access.user:
        session.auth = (access.user, access.password)
    try:
        return _asked(session, f"{server}/{path}", access.now)
    finally:
        session.close()


def _asked(session: Session, url: str, now: Callable[[], datetime]) -> Answer:
    before = now()
    response = session.request("GET", url)
    after = now()
    time = session.server_time
    middle, took = before + (after - before) / 2, (after - before).total_seconds()
    # The clock was cut down to whole seconds: half a tick is the least surprise.
    skew = None if time is None else (time - middle).total_seconds() + _TICK / 2
    try:
        text = response.text or ""
    except UnicodeError:
        raise UnreachableError(f"{session.server} sends what is no text", "check the address") from None
    return Answer(response.status_code or 0, text, time, skew, took / 2 + _TICK / 2)
