"""Certificates of the stack, made by one command and kept off git."""

from __future__ import annotations

import datetime
import ssl
import subprocess
from pathlib import Path

import bcrypt
import pytest
import yaml
from click.testing import CliRunner
from cryptography import x509

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import ProjectError, UsageError
from glimpse_gitops.workflow.certs import FOLDER, certs

from ..conftest import ProjectMaker
from ..files.test_scrape_interval import STACK


@pytest.fixture
def root(project: ProjectMaker) -> Path:
    return project({"stack/stack.py": STACK})


def test_every_program_of_the_stack_can_show_the_certificate(root: Path) -> None:
    report = certs(root, days=30, hosts=("monitoring.example",))
    server = x509.load_pem_x509_certificate((root / FOLDER / "server.crt").read_bytes())
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    hosts = names.get_values_for_type(x509.DNSName)
    assert {"prometheus", "collector", "localhost", "monitoring.example"} <= set(hosts)
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1", "::1"]
    assert report.end - datetime.datetime.now(datetime.UTC) > datetime.timedelta(days=29)


def test_a_client_that_knows_the_authority_trusts_it(root: Path) -> None:
    certs(root, days=1)
    folder = root / FOLDER
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.crt", folder / "server.key")
    client = ssl.create_default_context(cafile=str(folder / "ca.crt"))
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(to_client, to_server, server_hostname="prometheus")
    theirs = server.wrap_bio(to_server, to_client, server_side=True)
    for side in (ours, theirs, ours):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    assert ours.getpeercert()


def test_the_password_is_the_one_whose_hash_the_programs_have(root: Path) -> None:
    certs(root, days=1)
    password = (root / FOLDER / "password").read_bytes()
    account, _, hashed = (root / FOLDER / "htpasswd").read_text().strip().partition(":")
    web = yaml.safe_load((root / FOLDER / "prometheus-web.yml").read_text())
    assert web["basic_auth_users"] == {account: hashed}
    assert bcrypt.checkpw(password, hashed.encode())


def test_others_on_this_machine_cannot_enter_the_folder(root: Path) -> None:
    certs(root, days=1)
    assert (root / FOLDER).stat().st_mode & 0o777 == 0o700


def test_git_sees_none_of_it(root: Path) -> None:
    certs(root, days=1)
    subprocess.run(["git", "init", "-q", root], check=True)
    shown = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all", "stack"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["??", "stack/stack.py"]


def test_certificates_that_are_there_are_not_replaced_unasked(root: Path) -> None:
    certs(root, days=1)
    before = (root / FOLDER / "server.crt").read_bytes()
    with pytest.raises(UsageError, match="holds a certificate, which ends on 20"):
        certs(root, days=1)
    assert (root / FOLDER / "server.crt").read_bytes() == before
    certs(root, days=1, replace=True)
    assert (root / FOLDER / "server.crt").read_bytes() != before


def test_a_project_without_a_stack_has_nothing_to_make_them_for(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError, match="declares no monitoring stack"):
        certs(project({}), days=1)


def test_the_command_names_the_files_and_shows_no_secret(root: Path) -> None:
    result = CliRunner().invoke(cli, ["certs", "-C", str(root)])
    assert result.exit_code == 0, result.output
    assert f"{FOLDER}/server.key" in result.stdout
    assert (root / FOLDER / "password").read_text() not in result.output
