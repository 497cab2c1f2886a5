"""The servers that the contract is checked against: a sandbox of each version, or the one at GRAFANA_URL."""

from __future__ import annotations

import base64
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from glimpse_gitops.sandbox import SandboxServer

from . import bodies
from .grafana import NO_HEADERS, Grafana, Reply
from .sweep import sweep
from .variants import VARIANTS

URL = os.environ.get("GRAFANA_URL", "").rstrip("/")
POLICIES = "/api/v1/provisioning/policies"
MANIFESTS = "/api/folders/gitops"
"""The folder of the manifests: the one thing that an apply makes without a prefix of ours."""

_NEEDED = {"alert.provisioning.secrets:read", "datasources:create", "serviceaccounts:create"}
"""Some of what only an administrator may do, who alone can try and clean up everything."""


@pytest.fixture(scope="session", params=["GRAFANA_URL"] if URL else [*VARIANTS])
def grafana(request: pytest.FixtureRequest) -> Iterator[Grafana]:
    """One server for all tests; what they made is gone afterwards."""
    if not URL:
        with SandboxServer(version=request.param) as sandbox:
            yield from _swept(sandbox.url, _basic(sandbox.login, sandbox.password), is_sandbox=True)
        return
    if "PYTEST_XDIST_WORKER" in os.environ:
        raise pytest.UsageError("tests that share one Grafana run one after the other: leave out -n, or GRAFANA_URL")
    token = os.environ.get("GRAFANA_TOKEN")
    user, password = os.environ.get("GRAFANA_USER", "admin"), os.environ.get("GRAFANA_PASSWORD", "glimpse123")
    yield from _swept(URL, f"Bearer {token}" if token else _basic(user, password))


def _swept(url: str, authorization: str, *, is_sandbox: bool = False) -> Iterator[Grafana]:
    prefix = f"gitops-contract-{uuid.uuid4().hex[:4]}-"
    grafana = _recognised(Grafana(url, authorization, prefix, VARIANTS["12.4"], is_sandbox))
    had_manifests = grafana.get(MANIFESTS).status == 200
    try:
        yield grafana
    finally:
        left = sweep(grafana)
        if not had_manifests and not any(grafana.get(f"{MANIFESTS}/counts").body.values()):
            grafana.delete(MANIFESTS)
    assert not left, f"could not be removed from {url}: {left}"


def _recognised(grafana: Grafana) -> Grafana:
    """The server with its variant: 11.6 by its version, and SQL storage since it counts versions from 1."""
    health = grafana.get("/api/health")
    assert health.status == 200, f"{grafana.url} is no Grafana: {health.text}"
    org = grafana.get("/api/org")
    assert org.status == 200, f"{grafana.url} does not know the account: {org.text}"
    missing = _NEEDED - set(grafana.get("/api/access-control/user/permissions").body)
    assert not missing, f"the account at {grafana.url} is no administrator of its organisation: it lacks {missing}"
    if health.body["version"].startswith("11."):
        return replace(grafana, variant=VARIANTS["11.6"])
    there = replace(grafana, namespace="default" if org.body["id"] == 1 else f"org-{org.body['id']}")
    uid = there.name("storage")
    made = there.made("POST", there.resources("dashboards"), bodies.resource(uid, bodies.dashboard(uid)))
    in_sql = made["metadata"]["resourceVersion"] == "1"
    return replace(there, variant=VARIANTS["12.4-sql" if in_sql else "12.4"])


def _basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


@pytest.fixture
def with_resources(grafana: Grafana) -> Grafana:
    """The server, where dashboards and folders are resources."""
    if not grafana.variant.resource_api:
        pytest.skip("Grafana 11.6 serves no dashboards as resources")
    return grafana


@pytest.fixture(scope="session")
def token_for(grafana: Grafana) -> Callable[[str], Grafana]:
    """`token_for("Editor")`: the same server, seen by a new service account of that role."""

    def make(role: str) -> Grafana:
        name = grafana.name(role.lower())
        account = grafana.made("POST", "/api/serviceaccounts", {"name": name, "role": role})
        path = f"/api/serviceaccounts/{account['id']}/tokens"
        token = grafana.made("POST", path, {"name": name})["key"]
        return replace(grafana, authorization=f"Bearer {token}")

    return make


@pytest.fixture(scope="session")
def editor(token_for: Callable[[str], Grafana]) -> Grafana:
    """The server, seen by an Editor's token."""
    return token_for("Editor")


@pytest.fixture
def folder(grafana: Grafana) -> str:
    """The uid of a new folder."""
    uid = grafana.name("folder")
    grafana.made("POST", "/api/folders", {"uid": uid, "title": uid})
    return uid


@pytest.fixture
def contact_point(grafana: Grafana) -> str:
    """The name, and uid, of a new contact point."""
    name = grafana.name("receiver")
    grafana.made("POST", "/api/v1/provisioning/contact-points", bodies.webhook(name, name))
    return name


@pytest.fixture
def policies(grafana: Grafana) -> Iterator[Callable[..., Reply]]:
    """`policies(tree)` replaces the notification policy tree, which is put back after the test."""
    before = grafana.get(POLICIES).body
    is_default = is_default_tree(before)
    if not is_default and before.get("provenance") != "api":
        pytest.skip("putting back a tree that is not locked would take a reset in between, and alerts would go astray")
    yield lambda tree, headers=NO_HEADERS: grafana.put(POLICIES, tree, headers)
    if is_default:
        grafana.delete(POLICIES)
    else:
        grafana.put(POLICIES, before)
    assert grafana.get(POLICIES).body == before


def is_default_tree(tree: Mapping[str, Any]) -> bool:
    """Whether the notification policies are those of a fresh server."""
    return tree == {"receiver": tree["receiver"], "group_by": ["grafana_folder", "alertname"]}
