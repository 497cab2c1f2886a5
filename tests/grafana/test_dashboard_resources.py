from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glimpse_gitops.errors import RefusedError
from glimpse_gitops.grafana import resource_api
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.dashboard_resources import DashboardResources
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer

pytestmark = pytest.mark.parametrize("version", ["12.4", "12.4-sql"])


def dashboard(uid: str, title: str = "D", folder: str = "") -> Resource:
    model = {"uid": uid, "title": title, "schemaVersion": 42, "panels": [], "id": 7, "version": 3}
    return Resource(dashboard_id(uid), title, {"folderUid": folder, "dashboard": model})


def dashboard_id(uid: str) -> ResourceId:
    return ResourceId(ResourceKind.DASHBOARD, uid)


@pytest.fixture
def dashboards(client: Client) -> DashboardResources:
    return DashboardResources(client)


def live_of(dashboards: DashboardResources, uid: str) -> Resource:
    live = dashboards.read_one(dashboard_id(uid))
    assert live is not None
    return live


def item(**status: Any) -> dict[str, Any]:
    return {"metadata": {"name": "d", "resourceVersion": "5"}, "spec": {"title": "D"}, "status": status}


def test_neither_id_nor_version_is_written_and_the_uid_is_read_back(
    dashboards: DashboardResources, server: SandboxServer
) -> None:
    dashboards.write(dashboard("d"), None, {})
    assert server.requests.writes()[0].body["spec"].keys() == {"uid", "title", "schemaVersion", "panels"}
    assert live_of(dashboards, "d").spec["dashboard"]["uid"] == "d"


def test_the_folder_is_named_in_every_write(dashboards: DashboardResources, client: Client) -> None:
    client.api.folder.create_folder("A", uid="a")
    dashboards.write(dashboard("d", folder="a"), None, {})
    dashboards.write(dashboard("d", "changed", folder="a"), live_of(dashboards, "d"), {})
    assert live_of(dashboards, "d").spec["folderUid"] == "a"
    dashboards.write(dashboard("d", "changed"), live_of(dashboards, "d"), {})
    assert live_of(dashboards, "d").spec["folderUid"] == ""


def test_permissions_are_asked_for_on_creation_only(dashboards: DashboardResources, server: SandboxServer) -> None:
    dashboards.write(dashboard("d"), None, {})
    dashboards.write(dashboard("d", "changed"), live_of(dashboards, "d"), {})
    notes = [entry.body["metadata"]["annotations"] for entry in server.requests.writes()]
    assert ["grafana.app/grant-permissions" in note for note in notes] == [True, False]


def test_in_a_folder_the_permissions_of_the_folder_are_enough(
    dashboards: DashboardResources, client: Client, server: SandboxServer
) -> None:
    client.api.folder.create_folder("A", uid="a")
    dashboards.write(dashboard("d", folder="a"), None, {})
    assert "grafana.app/grant-permissions" not in server.requests.writes()[-1].body["metadata"]["annotations"]


def test_the_answer_to_a_write_does_not_bring_the_dashboard_back(client: Client, server: SandboxServer) -> None:
    path = resource_api.collection(resource_api.DASHBOARDS, client.namespace)
    body = {"metadata": {"name": "d"}, "spec": {"title": "D"}, "kind": "Dashboard"}
    answer = resource_api.write(client.api, "POST", path, body)
    assert answer["kind"] == "PartialObjectMetadata" and answer["metadata"]["name"] == "d"


def test_the_version_history_says_what_we_are_told_to_say(
    open_client: Callable[..., Client], server: SandboxServer
) -> None:
    DashboardResources(open_client(message="commit 3f2a1c")).write(dashboard("d"), None, {})
    assert server.requests.writes()[0].body["metadata"]["annotations"]["grafana.app/message"] == "commit 3f2a1c"


def test_all_pages_are_read(
    dashboards: DashboardResources, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        dashboards.write(dashboard(f"d-{number}"), None, {})
    monkeypatch.setattr(resource_api, "PAGE", 2)
    server.requests.clear()
    assert {id.identity for id in dashboards.read(())} == {f"d-{number}" for number in range(5)}
    assert len(server.requests) == 3


def test_what_the_listing_lacks_is_asked_for_by_itself(dashboards: DashboardResources, server: SandboxServer) -> None:
    dashboards.write(dashboard("fresh"), None, {})
    server.faults.order(path=r"dashboards\?", status=200, body={"items": [], "metadata": {}})
    found = dashboards.read([dashboard_id("fresh"), dashboard_id("nope")])
    assert [id.identity for id in found] == ["fresh"]


def test_what_is_stored_in_the_v2_schema_is_flagged(dashboards: DashboardResources, server: SandboxServer) -> None:
    conversion = {"failed": False, "storedVersion": "v2beta1"}
    server.faults.order(path="/dashboards/d", status=200, body=item(conversion=conversion))
    server.faults.order(path="/dashboards/d", status=200, body=item(), nth=2)
    assert live_of(dashboards, "d").stored_as == "v2beta1"
    assert live_of(dashboards, "d").stored_as == ""


@pytest.mark.parametrize(
    ("manager", "keeper"),
    [
        ("repo", "git-sync"),
        ("classic-file-provisioning", "file"),
        ("plugin", "plugin"),
        ("terraform", "terraform"),
        ("kubectl", "kubectl"),
        ("grafana", ""),
    ],
)
def test_what_others_keep_is_known_and_never_written(
    dashboards: DashboardResources, server: SandboxServer, manager: str, keeper: str
) -> None:
    told = item()
    told["metadata"]["annotations"] = {"grafana.app/managedBy": manager}
    server.faults.order(path="/dashboards/d", status=200, body=told)
    live = live_of(dashboards, "d")
    assert live.keeper == keeper
    if keeper:
        with pytest.raises(RefusedError, match="kept by somebody else"):
            dashboards.write(dashboard("d"), live, {})
        with pytest.raises(RefusedError, match="kept by somebody else"):
            dashboards.delete(live)
        assert server.requests.writes() == []


def test_an_update_that_was_repeated_after_it_had_arrived_is_done(
    dashboards: DashboardResources, server: SandboxServer
) -> None:
    dashboards.write(dashboard("d"), None, {})
    live = live_of(dashboards, "d")
    server.faults.order(method="PUT", drop="after")
    dashboards.write(dashboard("d", "changed"), live, {})
    assert live_of(dashboards, "d").title == "changed"


def test_a_write_is_done_in_the_end_where_the_database_was_locked_for_a_moment(
    dashboards: DashboardResources, server: SandboxServer
) -> None:
    locked = {"kind": "Status", "status": "Failure", "message": "database is locked", "code": 500}
    server.faults.order(method="POST", path=r"/dashboards\?", status=500, body=locked, times=2)
    dashboards.write(dashboard("d"), None, {})
    assert live_of(dashboards, "d").title == "D"
