"""Own certificates. They are made by openssl for each run, so that no key lies in the repository."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from glimpse_gitops.errors import UnreachableError
from glimpse_gitops.http.session import Session

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")

Open = Callable[[str], Session]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The paths of a self-signed certificate for 127.0.0.1, which is its own CA, and of its key."""
    place = tmp_path_factory.mktemp("tls")
    made, key = str(place / "cert.pem"), str(place / "key.pem")
    ask = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
    extension = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", *ask.split(), *extension, "-keyout", key, "-out", made], check=True, capture_output=True)
    return made, key


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        return


class QuietServer(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Refused handshakes are what these tests are about."""


@pytest.fixture(params=[False], ids=["no client certificate"])
def server(request: pytest.FixtureRequest, certificate: tuple[str, str]) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    if request.param:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificate[0])
    listening = QuietServer(("127.0.0.1", 0), Handler)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_a_certificate_of_an_unknown_ca_is_refused_with_the_way_out(server: str, open_session: Open) -> None:
    with pytest.raises(UnreachableError, match="shows a certificate that cannot be trusted") as caught:
        open_session(server).request("GET", f"{server}/api/org")
    assert "--ca-file" in caught.value.hint


def test_the_file_of_its_ca_makes_it_trusted(server: str, open_session: Open, certificate: tuple[str, str]) -> None:
    response = open_session(server).request("GET", f"{server}/api/org", verify=certificate[0])
    assert response.status_code == 200


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_file_that_is_named_wins_over_the_environments(
    server: str, open_session: Open, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, ssl.get_default_verify_paths().cafile or "/nowhere")
    session = open_session(server)
    session.verify = certificate[0]
    assert session.request("GET", f"{server}/api/org").status_code == 200


@pytest.mark.parametrize("server", [True], indirect=True)
def test_a_server_that_wants_a_client_certificate_is_given_one(server: str, certificate: tuple[str, str]) -> None:
    session = Session(server, product="Grafana", client_certificate=certificate)
    try:
        assert session.request("GET", f"{server}/api/org", verify=certificate[0]).status_code == 200
    finally:
        session.close()


@pytest.mark.parametrize("server", [True], indirect=True)
def test_without_one_it_is_said_in_a_sentence(server: str, open_session: Open, certificate: tuple[str, str]) -> None:
    with pytest.raises(UnreachableError) as caught:
        open_session(server).request("GET", f"{server}/api/org", verify=certificate[0])
    assert caught.value.hint


def test_a_ca_file_that_is_no_certificate_is_said_in_a_sentence(
    server: str, open_session: Open, tmp_path: Path
) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    with pytest.raises(UnreachableError) as caught:
        open_session(server).request("GET", f"{server}/api/org", verify=str(broken))
    assert caught.value.hint
