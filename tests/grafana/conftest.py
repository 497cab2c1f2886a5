"""A sandbox of each version, and clients for it that do not really wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from glimpse_gitops.grafana.address import Credentials, parse_address
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.connect import connect
from glimpse_gitops.sandbox import SandboxServer

VERSIONS = ("12.4", "11.6")


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """Each version in turn; a test names its own by `@pytest.mark.parametrize("version", […])`."""
    return str(request.param)


@pytest.fixture
def server(version: str) -> Iterator[SandboxServer]:
    with SandboxServer(version=version) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that clients would have slept."""
    return []


@pytest.fixture
def open_client(server: SandboxServer, waits: list[float]) -> Iterator[Callable[..., Client]]:
    """Connects to the sandbox as its administrator, or with a token."""
    opened: list[Client] = []

    def make(token: str = "", **options: Any) -> Client:
        credentials = Credentials(token=token) if token else Credentials(user=server.login, password=server.password)
        opened.append(connect(parse_address(server.url), credentials, sleep=waits.append, **options))
        server.requests.clear()
        return opened[-1]

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def client(open_client: Callable[..., Client]) -> Client:
    return open_client()
