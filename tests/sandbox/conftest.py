"""A sandbox of each version, and a client for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from glimpse_gitops.sandbox import SandboxServer

from .client import Client


@pytest.fixture(params=["11.6", "12.4", "12.4-sql"])
def server(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(request.param) as running:
        yield running


@pytest.fixture
def client(server: SandboxServer) -> Iterator[Client]:
    made = Client(server)
    yield made
    made.close()
