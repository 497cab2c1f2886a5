from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from niquests import exceptions

from glimpse_gitops.errors import UnreachableError
from glimpse_gitops.http.failure import explain_failure
from glimpse_gitops.http.session import Session

Open = Callable[[str], Session]


def failure(open_session: Open, server: str) -> UnreachableError:
    with pytest.raises(UnreachableError) as caught:
        open_session(server).request("POST", f"{server}/api/org", json={})
    return caught.value


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A server that says `answer` to whoever connects, and ends the connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.recv(65536)
            connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        thread.join(5)


def test_a_port_on_which_nothing_listens(open_session: Open) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    error = failure(open_session, f"http://127.0.0.1:{port}")
    assert error.message == f"http://127.0.0.1:{port} cannot be reached: nothing listens there"
    assert error.hint


def test_a_server_that_does_not_speak_tls(open_session: Open) -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as place:
        error = failure(open_session, f"https://{place}")
    assert error.message == f"https://{place} does not speak TLS"
    assert "http://" in error.hint


def test_an_answer_that_is_cut_short(open_session: Open) -> None:
    with answering(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{") as place:
        error = failure(open_session, f"http://{place}")
    assert "closed the connection before it had answered" in error.message


def test_something_else_than_http(open_session: Open) -> None:
    with answering(b"SSH-2.0-OpenSSH_9.2\r\n") as place:
        error = failure(open_session, f"http://{place}")
    assert "another protocol" in error.hint


def test_a_name_that_is_not_known() -> None:
    error = exceptions.ConnectionError("secret-looking text")
    error.__cause__ = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    explained = explain_failure(error, "http://grafana.invalid")
    assert explained.message == "http://grafana.invalid cannot be reached: its name is not known"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (exceptions.ConnectTimeout(), "no connection within the time limit"),
        (exceptions.ReadTimeout(), "did not answer in time"),
        (exceptions.ProxyError("http://user:pw@proxy"), "through the proxy"),
        (exceptions.SSLError(), "no secure connection"),
        (exceptions.InvalidURL(), "cannot be asked (InvalidURL)"),
    ],
)
def test_each_failure_has_a_sentence_and_a_next_step(error: exceptions.RequestException, said: str) -> None:
    explained = explain_failure(error, "http://grafana.example.org")
    assert said in explained.message
    assert explained.hint
    assert "pw" not in explained.message + explained.hint
