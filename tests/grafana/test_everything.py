"""Everything that a Grafana holds, by listings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glimpse_gitops.errors import NotAuthorisedError
from glimpse_gitops.grafana import everything as module
from glimpse_gitops.grafana.adapters import adapters_for
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.everything import everything
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer


def test_folders_dashboards_and_data_sources_are_found_whatever_the_version_lists(
    server: SandboxServer, open_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", 2)
    client = open_client()
    api = client.api.client
    api.POST("/folders", json={"uid": "a", "title": "A"})
    api.POST("/folders", json={"uid": "b", "title": "B", "parentUid": "a"})
    for uid in ("one", "two", "three"):
        api.POST("/dashboards/db", json={"folderUid": "b", "dashboard": {"uid": uid, "title": uid, "panels": []}})
    api.POST("/datasources", json={"uid": "p", "name": "P", "type": "prometheus", "access": "proxy", "url": "http://x"})
    server.requests.clear()
    found, closed = everything(client, adapters_for(client), {})
    assert closed == ()
    named = {(id.kind, id.identity) for id in found if id.kind is not ResourceKind.CONTACT_POINT}
    assert named == {
        (ResourceKind.FOLDER, "a"),
        (ResourceKind.FOLDER, "b"),
        (ResourceKind.DATASOURCE, "p"),
        *((ResourceKind.DASHBOARD, uid) for uid in ("one", "two", "three")),
    }
    assert {request.method for request in server.requests} == {"GET"}


class _Closed:
    kind = ResourceKind.TEMPLATE

    def read(self, wanted: Any) -> Any:
        raise NotAuthorisedError("no")


def test_a_kind_that_may_not_be_listed_is_named_and_what_is_known_stays(open_client: Callable[..., Client]) -> None:
    client = open_client()
    id = ResourceId(ResourceKind.TEMPLATE, "known")
    known = {id: Resource(id, "known", {"template": "x"})}
    adapters: Any = {**adapters_for(client), ResourceKind.TEMPLATE: _Closed()}
    found, closed = everything(client, adapters, known)
    assert closed == (ResourceKind.TEMPLATE,)
    assert found[id] is known[id]
