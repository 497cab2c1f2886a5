"""People who change things in Grafana by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from glimpse_gitops.grafana.adapters import adapters_for
from glimpse_gitops.grafana.address import Credentials, parse_address
from glimpse_gitops.grafana.connect import connect
from glimpse_gitops.model.resource import Resource, ResourceId
from glimpse_gitops.sandbox import SandboxServer


def by_hand(grafana: SandboxServer, id: ResourceId, change: Callable[[dict[str, Any]], None]) -> None:
    """Change one object in place, as somebody in the UI would; secrets stay as they are."""
    client = connect(parse_address(grafana.url), Credentials(user=grafana.login, password=grafana.password))
    try:
        adapter = adapters_for(client)[id.kind]
        found = adapter.read_one(id)
        assert found is not None
        spec = copy.deepcopy(dict(found.spec))
        change(spec)
        adapter.write(replace(found, spec=spec), found, {})
    finally:
        client.close()


def make(grafana: SandboxServer, id: ResourceId, folder: str) -> None:
    """Make a dashboard by hand."""
    client = connect(parse_address(grafana.url), Credentials(user=grafana.login, password=grafana.password))
    try:
        board = {"uid": id.identity, "title": id.identity, "panels": [], "schemaVersion": 41}
        desired = Resource(id, id.identity, {"folderUid": folder, "dashboard": board})
        adapters_for(client)[id.kind].write(desired, None, {})
    finally:
        client.close()
