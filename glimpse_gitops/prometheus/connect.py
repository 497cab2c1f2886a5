"""Asking a Prometheus directly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .. import __version__
from ..errors import NotAuthorisedError, RefusedError, UnreachableError, UsageError
from .index import Ask


@dataclass(frozen=True)
class Account:
    """Who asks: a token, or a user with a password, or nobody. Secrets do not show in `repr`."""

    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.token and self.user:
            raise UsageError(
                "both a token and a user are given for Prometheus", "unset PROMETHEUS_TOKEN or PROMETHEUS_USER"
            )


@contextmanager
def connect(url: str, account: Account, *, ca_file: str = "") -> Iterator[Ask]:
    """A way to ask the Prometheus at `url`. Raises UsageError for what is no address."""
    from ..http.session import Session

    server = _checked(url)
    session = Session(server, product="Prometheus")
    session.headers["User-Agent"] = f"glimpse-gitops/{__version__}"
    session.verify = ca_file or True
    if account.token:
        session.headers["Authorization"] = f"Bearer {account.token}"
    elif account.user:
        session.auth = (account.user, account.password)

    def ask(path: str, params: Mapping[str, str]) -> Any:
        response = session.request("GET", f"{server}/{path}", params=dict(params))
        try:
            body = response.json()
        except ValueError:
            body = None
        status = response.status_code or 0
        if status in (401, 403):
            raise NotAuthorisedError(
                f"{server} does not let us read /{path} ({status})",
                "set PROMETHEUS_TOKEN, or PROMETHEUS_USER and PROMETHEUS_PASSWORD",
            )
        if status in (502, 503, 504):
            raise UnreachableError(f"{server} answers {status}", "try again when it is up")
        if status >= 400:
            said = body.get("error") if isinstance(body, dict) else ""
            raise RefusedError(
                f"{server} refuses /{path} with {status}{f': {said}' if said else ''}",
                "Prometheus' own log says more",
                status=status,
            )
        return body

    try:
        yield ask
    finally:
        session.close()


def _checked(url: str) -> str:
    """The address without a slash at its end."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        raise UsageError("the address of Prometheus cannot be read", "write it like http://localhost:9090") from None
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "the address of Prometheus holds a user name or password, which would end up in logs",
            "give them as PROMETHEUS_USER and PROMETHEUS_PASSWORD, or a token as PROMETHEUS_TOKEN",
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f'"{url}" is no address of a Prometheus', "write it like http://localhost:9090")
    return url.strip().rstrip("/")
