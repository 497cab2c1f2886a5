"""Faults on order."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from glimpse_gitops.sandbox import SandboxServer, too_many_requests

from .client import Client
from .replay.bodies import save


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


def test_the_nth_matching_request_fails(client: Client, server: SandboxServer) -> None:
    server.faults.order(method="GET", path="/api/org$", nth=2, times=2, status=503)
    answered = [client.call("GET", path)[0] for path in ("/api/org", "/api/health", "/api/org", "/api/org", "/api/org")]
    assert answered == [200, 200, 503, 503, 200]


def test_a_refused_request_changes_nothing(client: Client, server: SandboxServer) -> None:
    server.faults.order(method="POST", status=500)
    assert client.call("POST", "/api/dashboards/db", save("d"))[0] == 500
    assert client.call("GET", "/api/dashboards/uid/d")[0] == 404


@pytest.mark.parametrize(("drop", "expected"), [("before", 404), ("after", 200)])
def test_a_connection_drops_before_or_after_the_write(
    client: Client, server: SandboxServer, drop: str, expected: int
) -> None:
    server.faults.order(method="POST", drop=drop)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        client.call("POST", "/api/dashboards/db", save("d"))
    client.close()
    assert client.call("GET", "/api/dashboards/uid/d")[0] == expected


def test_too_many_requests_say_when_to_come_back(client: Client, server: SandboxServer) -> None:
    server.faults.order(too_many_requests(7, path="/api/org"))
    response = client.raw("GET", "/api/org")
    assert (response.status, response.headers["Retry-After"]) == (429, "7")
    response.read()


def test_a_proxy_answers_with_a_page(client: Client, server: SandboxServer) -> None:
    server.faults.order(path="/api/org", html=True)
    response = client.raw("GET", "/api/org")
    assert response.status == 200
    assert response.headers["Content-Type"].startswith("text/html")
    assert b"sign in" in response.read()


def test_somebody_else_edits_in_between(client: Client, server: SandboxServer) -> None:
    _, saved = client.call("POST", "/api/dashboards/db", save("d"))
    other = Client(server)
    edit = save("d", title="Theirs")

    def edit_theirs() -> None:
        server.faults.clear()
        other.call("POST", *_post(edit))

    server.faults.order(method="POST", before=edit_theirs)
    mine = save("d", overwrite=False, title="Mine", version=saved["version"])
    assert client.call("POST", *_post(mine))[0] == 412
    other.close()


def _post(body: dict[str, object]) -> tuple[str, dict[str, object]]:
    return "/api/dashboards/db", body


def test_orders_can_be_taken_back(client: Client, server: SandboxServer) -> None:
    server.faults.order(status=500)
    server.faults.clear()
    assert client.call("GET", "/api/org")[0] == 200
