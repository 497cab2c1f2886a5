"""Many writers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from glimpse_gitops.sandbox import SandboxServer

from .client import Client
from .replay.bodies import P, save


def _saves(server: SandboxServer, first: int, step: int) -> list[int]:
    client = Client(server)
    answered = [
        client.call("POST", "/api/dashboards/db", save(f"c-{number}", title=f"C {number}"))[0]
        for number in range(first, 300, step)
    ]
    client.close()
    return answered


def test_300_dashboards_of_8_clients_are_all_kept(server: SandboxServer) -> None:
    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(lambda first: _saves(server, first, 8), range(8)))
    assert [status for statuses in answered for status in statuses] == [200] * 300
    client = Client(server)
    _, found = client.call("GET", "/api/search?type=dash-db")
    client.close()
    assert {hit["uid"] for hit in found} == {f"c-{number}" for number in range(300)}


def _create(server: SandboxServer, number: int) -> int:
    client = Client(server)
    settings = {"addresses": "a@example.com"}
    body = {"uid": f"p-{number}", "name": f"p {number}", "type": "email", "settings": settings}
    status, _ = client.call("POST", f"{P}/contact-points", body)
    client.close()
    return status


def test_32_contact_points_of_16_clients_are_all_kept(server: SandboxServer) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(lambda number: _create(server, number), range(32))) == [202] * 32
    client = Client(server)
    _, found = client.call("GET", f"{P}/contact-points")
    client.close()
    assert {item["uid"] for item in found if item["uid"]} == {f"p-{number}" for number in range(32)}


def _lock(server: SandboxServer, version: int) -> int:
    client = Client(server)
    status, _ = client.call("POST", "/api/dashboards/db", save("d", overwrite=False, title="X", version=version))
    client.close()
    return status


def test_of_12_who_save_one_version_one_wins(server: SandboxServer) -> None:
    client = Client(server)
    _, saved = client.call("POST", "/api/dashboards/db", save("d"))
    client.close()
    with ThreadPoolExecutor(12) as pool:
        answered = sorted(pool.map(lambda _: _lock(server, saved["version"]), range(12)))
    assert answered == [200] + [412] * 11
