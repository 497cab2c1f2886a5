from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from glimpse_gitops.errors import ConflictError, NotAuthorisedError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.folders import Folders
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer


def folder(uid: str, title: str = "T", parent: str = "", description: str = "") -> Resource:
    spec = {"title": title, "parentUid": parent, "description": description}
    return Resource(ResourceId(ResourceKind.FOLDER, uid), title, spec)


def live_of(folders: Folders, uid: str) -> Resource:
    live = folders.read_one(ResourceId(ResourceKind.FOLDER, uid))
    assert live is not None
    return live


def test_title_description_and_parent_change_in_place(client: Client) -> None:
    folders = Folders(client)
    for uid in ("a", "b"):
        folders.write(folder(uid), None, {})
    folders.write(folder("c", parent="a"), None, {})
    folders.write(folder("c", "팀", "b", "who is on call"), live_of(folders, "c"), {})
    live = live_of(folders, "c")
    assert (live.spec["title"], live.spec["parentUid"]) == ("팀", "b")
    if client.has_resource_api:
        assert live.spec["description"] == "who is on call"
    else:
        assert "description" not in live.spec
    folders.write(folder("c", "팀", "", "who is on call"), live, {})
    assert live_of(folders, "c").spec["parentUid"] == ""


def test_a_missing_parent_is_named_and_no_orphan_is_made(client: Client) -> None:
    folders = Folders(client)
    with pytest.raises(RefusedError, match='its parent folder "nope" does not exist'):
        folders.write(folder("c", parent="nope"), None, {})
    assert folders.read_one(ResourceId(ResourceKind.FOLDER, "c")) is None


@pytest.mark.parametrize("version", ["12.4", "12.4-sql", "11.6"])
def test_a_folder_that_holds_anything_is_not_deleted(client: Client) -> None:
    folders = Folders(client)
    folders.write(folder("a"), None, {})
    folders.write(folder("b", parent="a"), None, {})
    with pytest.raises(RefusedError, match="not empty"):
        folders.delete(live_of(folders, "a"))
    assert live_of(folders, "b").spec["parentUid"] == "a"


@pytest.mark.parametrize("version", ["12.4-sql"])
def test_a_stale_version_is_noticed_where_grafana_does_not(client: Client) -> None:
    folders = Folders(client)
    folders.write(folder("a"), None, {})
    stale = replace(live_of(folders, "a"), version="1")
    with pytest.raises(ConflictError):
        folders.write(folder("a", "changed"), stale, {})
    with pytest.raises(ConflictError):
        folders.delete(stale)
    assert live_of(folders, "a").spec["title"] == "T"


@pytest.mark.parametrize("version", ["12.4"])
def test_all_levels_come_in_one_listing_without_the_phantom_folder(client: Client, server: SandboxServer) -> None:
    folders = Folders(client)
    folders.write(folder("a"), None, {})
    folders.write(folder("b", parent="a"), None, {})
    server.requests.clear()
    assert {id.identity for id in folders.read(())} == {"a", "b"}
    assert len(server.requests) == 1


@pytest.mark.parametrize("version", ["12.4"])
def test_a_folder_that_the_listing_lacks_is_asked_for_by_itself(client: Client, server: SandboxServer) -> None:
    folders = Folders(client)
    folders.write(folder("a"), None, {})
    server.faults.order(path=r"folders\?", status=200, body={"items": [], "metadata": {}})
    wanted = [ResourceId(ResourceKind.FOLDER, uid) for uid in ("a", "nope")]
    assert [id.identity for id in folders.read(wanted)] == ["a"]


@pytest.mark.parametrize("version", ["12.4"])
def test_what_git_sync_keeps_is_known_and_not_written(client: Client, server: SandboxServer) -> None:
    folders = Folders(client)
    folders.write(folder("a"), None, {})
    item = {
        "metadata": {"name": "a", "resourceVersion": "1", "annotations": {"grafana.app/managedBy": "repo"}},
        "spec": {"title": "T"},
    }
    server.faults.order(path="/folders/a", status=200, body=item)
    live = live_of(folders, "a")
    assert live.keeper == "git-sync"
    with pytest.raises(RefusedError, match="kept by somebody else"):
        folders.write(folder("a", "mine"), live, {})
    with pytest.raises(RefusedError, match="kept by somebody else"):
        folders.delete(live)


@pytest.mark.parametrize("version", ["11.6", "12.4"])
def test_a_folder_that_the_classic_api_calls_forbidden_may_be_created(client: Client, server: SandboxServer) -> None:
    server.faults.order(method="GET", path="/api/folders/a$", status=403, body={"message": "needs folders:read"})
    folders = Folders(replace(client, has_resource_api=False))
    wanted = ResourceId(ResourceKind.FOLDER, "a")
    assert wanted not in folders.read([wanted])


@pytest.mark.parametrize("version", ["12.4"])
def test_a_folder_that_may_not_be_seen_is_not_taken_for_absent(client: Client, server: SandboxServer) -> None:
    server.faults.order(path="/folders/a$", status=403, body={"kind": "Status", "code": 403})
    with pytest.raises(NotAuthorisedError, match="folder a"):
        Folders(client).read([ResourceId(ResourceKind.FOLDER, "a")])


def test_what_this_run_created_is_remembered(open_client: Callable[..., Client]) -> None:
    client = open_client()
    Folders(client).write(folder("a"), None, {})
    assert client.made_folders == {"a"}
