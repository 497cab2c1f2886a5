from __future__ import annotations

import pytest

from glimpse_gitops.errors import ConflictError, NotAuthorisedError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.dashboard_classic import ATTEMPTS, DashboardClassic
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer


def dashboard(uid: str, title: str = "D", folder: str = "") -> Resource:
    model = {"uid": uid, "title": title, "schemaVersion": 41, "panels": [], "id": 99, "version": 12}
    return Resource(ResourceId(ResourceKind.DASHBOARD, uid), title, {"folderUid": folder, "dashboard": model})


@pytest.fixture
def dashboards(client: Client) -> DashboardClassic:
    return DashboardClassic(client)


def live_of(dashboards: DashboardClassic, uid: str) -> Resource:
    live = dashboards.read_one(ResourceId(ResourceKind.DASHBOARD, uid))
    assert live is not None
    return live


def test_a_write_names_the_version_that_was_seen_and_never_overwrites(
    dashboards: DashboardClassic, server: SandboxServer
) -> None:
    dashboards.write(dashboard("d"), None, {})
    dashboards.write(dashboard("d", "changed"), live_of(dashboards, "d"), {})
    created, changed = (entry.body for entry in server.requests.writes())
    assert "version" not in created["dashboard"]
    assert changed["dashboard"]["version"] == 1
    assert [body["overwrite"] for body in (created, changed)] == [False, False]
    assert [body["dashboard"]["id"] for body in (created, changed)] == [None, None]


def test_the_folder_is_named_in_every_write(dashboards: DashboardClassic, client: Client) -> None:
    client.api.folder.create_folder("A", uid="a")
    dashboards.write(dashboard("d", folder="a"), None, {})
    dashboards.write(dashboard("d", "changed", folder="a"), live_of(dashboards, "d"), {})
    assert live_of(dashboards, "d").spec["folderUid"] == "a"


def test_a_stale_version_is_refused(dashboards: DashboardClassic) -> None:
    dashboards.write(dashboard("d"), None, {})
    before = live_of(dashboards, "d")
    dashboards.write(dashboard("d", "theirs"), before, {})
    with pytest.raises(ConflictError):
        dashboards.write(dashboard("d", "ours"), before, {})
    with pytest.raises(ConflictError):
        dashboards.delete(before)
    assert live_of(dashboards, "d").title == "theirs"


MISMATCH = {"message": "The dashboard has been changed by someone else", "status": "version-mismatch"}


def test_a_mismatch_of_versions_that_is_none_is_sent_again(dashboards: DashboardClassic, server: SandboxServer) -> None:
    dashboards.write(dashboard("d"), None, {})
    server.faults.order(method="POST", path="/dashboards/db", times=2, status=412, body=MISMATCH)
    dashboards.write(dashboard("d", "changed"), live_of(dashboards, "d"), {})
    assert live_of(dashboards, "d").title == "changed"


def test_a_mismatch_of_versions_that_stays_is_told(dashboards: DashboardClassic, server: SandboxServer) -> None:
    dashboards.write(dashboard("d"), None, {})
    server.faults.order(method="POST", path="/dashboards/db", times=99, status=412, body=MISMATCH)
    with pytest.raises(ConflictError):
        dashboards.write(dashboard("d", "changed"), live_of(dashboards, "d"), {})
    assert len([entry for entry in server.requests.writes() if "changed" in str(entry.body)]) == ATTEMPTS


def test_what_files_keep_is_known(dashboards: DashboardClassic, server: SandboxServer) -> None:
    body = {"meta": {"provisioned": True, "version": 1}, "dashboard": {"title": "F"}}
    server.faults.order(path="/uid/f", status=200, body=body)
    assert live_of(dashboards, "f").keeper == "file"


def test_what_only_the_v2_schema_can_say_is_flagged(dashboards: DashboardClassic, server: SandboxServer) -> None:
    server.faults.order(path="/uid/f", status=406, body={"message": "dashboard api version not supported, use apis"})
    assert live_of(dashboards, "f").stored_as == "v2"


@pytest.mark.parametrize("version", ["11.6"])
def test_what_11_6_calls_forbidden_may_be_created(dashboards: DashboardClassic, server: SandboxServer) -> None:
    server.faults.order(method="GET", path="/uid/d", status=403, body={"message": "needs dashboards:read"})
    assert dashboards.read([ResourceId(ResourceKind.DASHBOARD, "d")]) == {}
    dashboards.write(dashboard("d"), None, {})
    server.faults.order(method="GET", path="/uid/d", status=403, body={"message": "needs dashboards:read"}, times=2)
    with pytest.raises(ConflictError, match="its uid is taken"):
        dashboards.write(dashboard("d", "another"), None, {})


@pytest.mark.parametrize("version", ["12.4"])
def test_what_may_not_be_seen_is_not_taken_for_absent(dashboards: DashboardClassic, server: SandboxServer) -> None:
    server.faults.order(method="GET", path="/uid/d", status=403, body={"message": "needs dashboards:read"})
    with pytest.raises(NotAuthorisedError):
        dashboards.read([ResourceId(ResourceKind.DASHBOARD, "d")])


def test_other_refusals_to_read_are_handed_on(dashboards: DashboardClassic, server: SandboxServer) -> None:
    server.faults.order(path="/uid/f", status=500, body={"message": "database is locked"})
    with pytest.raises(RefusedError, match="database is locked"):
        dashboards.read_one(ResourceId(ResourceKind.DASHBOARD, "f"))


@pytest.mark.parametrize("version", ["11.6"])
def test_a_folder_of_this_run_is_waited_for_until_its_maker_may_use_it(
    dashboards: DashboardClassic, client: Client, server: SandboxServer, waits: list[float]
) -> None:
    client.api.folder.create_folder("A", uid="a")
    client.made_folders.add("a")
    server.faults.order(method="POST", status=500, body={"message": "Failed to save dashboard"}, times=2)
    dashboards.write(dashboard("d", folder="a"), None, {})
    assert len(waits) == 2
    assert live_of(dashboards, "d").spec["folderUid"] == "a"
