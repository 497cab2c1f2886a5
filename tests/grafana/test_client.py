from __future__ import annotations

import threading

import pytest

from glimpse_gitops.errors import RefusedError, UnreachableError
from glimpse_gitops.grafana.client import PARALLEL_READS, Client, segment
from glimpse_gitops.sandbox import SandboxServer

pytestmark = pytest.mark.parametrize("version", ["12.4"])


@pytest.mark.parametrize(
    ("name", "quoted"),
    [("a/b", "a%2Fb"), ("p99 latency?", "p99%20latency%3F"), ("밤#1", "%EB%B0%A4%231"), ("50%", "50%25")],
)
def test_a_name_is_one_segment_of_a_path(name: str, quoted: str, version: str) -> None:
    assert segment(name) == quoted


def test_answers_come_in_the_order_of_the_questions_though_asked_at_once(client: Client) -> None:
    together = threading.Barrier(PARALLEL_READS, timeout=10)

    def ask(number: int) -> int:
        together.wait()
        return number * 2

    assert client.at_once(ask, range(PARALLEL_READS)) == [number * 2 for number in range(PARALLEL_READS)]


def test_the_first_failure_is_raised(client: Client) -> None:
    def ask(number: int) -> int:
        raise RefusedError(f"number {number}", status=400)

    with pytest.raises(RefusedError, match="number 0"):
        client.at_once(ask, range(3))


def test_broken_json_is_said_in_a_sentence(client: Client, server: SandboxServer) -> None:
    with pytest.raises(UnreachableError, match="JSON that cannot be read"), client.about("folder a"):
        raise ValueError("Expecting value")


def test_writes_are_counted(client: Client) -> None:
    before = client.writes
    client.api.folder.create_folder("A", uid="a")
    client.api.folder.get_folder("a")
    assert client.writes == before + 1
    assert client.requests["POST"] == 1


def test_editable_is_one_header_and_locked_is_none(client: Client) -> None:
    assert client.provenance_headers() == {}
    assert client.provenance_headers("editable") == {"X-Disable-Provenance": "true"}
