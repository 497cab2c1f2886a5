"""Accounts that may not do what the plan needs."""

from __future__ import annotations

import json
import urllib.request
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import NotAuthorisedError
from glimpse_gitops.model.plan import Outcome
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.plan import planning

from .conftest import SECRETS, edit


def token(grafana: SandboxServer, role: str) -> str:
    def post(path: str, body: Any) -> Any:
        login = b64encode(f"{grafana.login}:{grafana.password}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        request = urllib.request.Request(grafana.url + path, data=json.dumps(body).encode(), headers=headers)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    account = post("/api/serviceaccounts", {"name": f"ci-{role}", "role": role})
    return str(post(f"/api/serviceaccounts/{account['id']}/tokens", {"name": f"ci-{role}"})["key"])


def test_an_editor_is_told_before_the_first_write_that_data_sources_need_an_admin(
    shop: Path, grafana: SandboxServer
) -> None:
    connection = Connection(grafana.url, {"GRAFANA_TOKEN": token(grafana, "Editor"), **SECRETS})
    grafana.requests.clear()
    with (
        planning(shop, connection) as planned,
        pytest.raises(NotAuthorisedError, match=r"create data sources \(datasources:create\)") as refusal,
    ):
        apply(planned)
    assert "role Admin" in refusal.value.hint
    assert not grafana.requests.writes()


def test_an_editor_may_do_the_rest(shop: Path, grafana: SandboxServer) -> None:
    edit(shop, "stack/things.py", 'Prometheus(uid="prom", url="http://localhost:9090", is_default=True)', "there")
    edit(shop, "stack/things.py", "\nprometheus", '\nthere = Datasource.existing("prom")\nprometheus')
    edit(shop, "stack/things.py", "Folder, Prometheus", "Datasource, Folder")
    (shop / "alerts" / "shop.py").unlink()
    connection = Connection(grafana.url, {"GRAFANA_TOKEN": token(grafana, "Editor"), **SECRETS})
    with planning(shop, connection) as planned:
        assert {one.outcome for one in apply(planned).results} == {Outcome.DONE}


def test_a_viewer_is_told_everything_at_once(shop: Path, grafana: SandboxServer) -> None:
    connection = Connection(grafana.url, {"GRAFANA_TOKEN": token(grafana, "Viewer"), **SECRETS})
    with planning(shop, connection) as planned, pytest.raises(NotAuthorisedError) as refusal:
        apply(planned)
    for what in ("data sources", "folders at the root", "contact points", "the notification policy", "alert rules"):
        assert what in refusal.value.message
