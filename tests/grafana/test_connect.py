from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import NotAuthorisedError, UnreachableError, UsageError
from glimpse_gitops.grafana.address import Credentials, parse_address
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.connect import connect
from glimpse_gitops.sandbox import SandboxServer


def test_it_says_which_grafana_and_organisation_it_is(server: SandboxServer, client: Client) -> None:
    assert client.version == ((12, 4) if server.version.startswith("12.4") else (11, 6))
    assert (client.org_id, client.org_name, client.namespace) == (1, "Main Org.", "default")
    assert client.has_resource_api == (client.version >= (12, 0))
    assert client.writes == 0
    assert sum(client.requests.values()) <= 3
    assert client.server_time is not None
    assert client.warnings == ()


@pytest.mark.parametrize("version", ["12.4"])
def test_a_wrong_password_is_not_authorised(server: SandboxServer) -> None:
    with pytest.raises(NotAuthorisedError) as caught:
        connect(parse_address(server.url), Credentials(user="admin", password="비밀"))
    assert "GRAFANA_PASSWORD" in caught.value.hint
    assert "비밀" not in caught.value.message


@pytest.mark.parametrize("version", ["12.4"])
def test_a_foreign_organisation_is_not_authorised(server: SandboxServer) -> None:
    server.faults.order(path="/api/user$", status=200, body={"orgId": 1})
    with pytest.raises(NotAuthorisedError, match="not a member of organisation 99"):
        connect(parse_address(server.url), Credentials(user=server.login, password=server.password), org_id=99)


@pytest.mark.parametrize("version", ["12.4"])
def test_a_grafana_that_is_too_old_is_refused(server: SandboxServer) -> None:
    server.faults.order(path="/api/health", status=200, body={"database": "ok", "version": "10.4.1"})
    with pytest.raises(UsageError, match=r"is Grafana 10.4.1, and 11.6 is the oldest"):
        connect(parse_address(server.url), Credentials(user=server.login, password=server.password))


@pytest.mark.parametrize("version", ["12.4"])
def test_a_grafana_that_is_newer_than_known_is_used_with_a_warning(
    server: SandboxServer, open_client: Callable[..., Client]
) -> None:
    server.faults.order(path="/api/health", status=200, body={"database": "ok", "version": "14.0.0-pre"})
    client = open_client()
    assert client.version == (14, 0)
    assert "14.0.0-pre is newer" in client.warnings[0]


@pytest.mark.parametrize("version", ["12.4"])
def test_a_hidden_version_is_found_in_the_settings(server: SandboxServer, open_client: Callable[..., Client]) -> None:
    server.faults.order(path="/api/health", status=200, body={"database": "ok"})
    assert open_client().version == (12, 4)


@pytest.mark.parametrize("version", ["12.4"])
@pytest.mark.parametrize(("status", "body"), [(200, {"status": "UP"}), (404, {"message": "Not found"}), (200, [])])
def test_another_server_is_no_grafana(server: SandboxServer, status: int, body: object) -> None:
    server.faults.order(path="/api/health", status=status, body=body)
    with pytest.raises(UnreachableError, match="is no Grafana"):
        connect(parse_address(server.url), Credentials(token="glsa_x"))


@pytest.mark.parametrize("version", ["12.4"])
def test_a_login_page_is_no_grafana(server: SandboxServer) -> None:
    server.faults.order(path="/api/health", html=True)
    with pytest.raises(UnreachableError, match="a login page or a proxy"):
        connect(parse_address(server.url), Credentials(token="glsa_x"))


@pytest.mark.parametrize("version", ["12.4"])
@pytest.mark.parametrize("fault", [{"status": 403}, {"status": 404}, {"html": True}, {"status": 500}])
def test_where_the_resource_api_is_not_let_through_the_classic_one_serves(
    server: SandboxServer, open_client: Callable[..., Client], fault: dict[str, Any]
) -> None:
    server.faults.order(path="/apis/", **fault)
    assert open_client().has_resource_api is False


@pytest.mark.parametrize("version", ["12.4"])
def test_an_account_that_may_not_read_its_organisation_still_knows_which_it_is(
    server: SandboxServer, open_client: Callable[..., Client]
) -> None:
    server.faults.order(path="/api/org$", status=403, body={"message": "Permissions needed: orgs:read"})
    client = open_client()
    assert (client.org_id, client.org_name) == (1, "")


@pytest.mark.parametrize("version", ["12.4"])
def test_missing_certificate_files_are_named_before_any_request(server: SandboxServer, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the CA file .*ca.pem"):
        connect(parse_address(server.url), Credentials(token="x"), ca_file=str(tmp_path / "ca.pem"))
    with pytest.raises(UsageError, match=r"the client certificate file .*key.pem"):
        connect(parse_address(server.url), Credentials(token="x"), client_certificate=("", str(tmp_path / "key.pem")))
    assert len(server.requests) == 0


def test_nothing_loads_the_http_libraries_before_it_connects() -> None:
    code = (
        "import sys, glimpse_gitops.grafana.connect, glimpse_gitops.grafana.adapters;"
        "sys.exit(any(name in sys.modules for name in ('niquests', 'grafana_client')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
