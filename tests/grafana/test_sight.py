from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from glimpse_gitops.grafana.adapters import dashboards as dashboards_of
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.rule_groups import RuleGroups
from glimpse_gitops.grafana.sight import FEW
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind, rule_group_id
from glimpse_gitops.sandbox import SandboxServer

MANY = [ResourceId(ResourceKind.DASHBOARD, f"d{number}") for number in range(FEW + 1)]


@pytest.fixture(params=["12.4", "12.4-sql", "11.6"])
def server(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(version=request.param) as running:
        yield running


def token_of(role: str, admin: Client) -> str:
    account = admin.api.client.POST("/serviceaccounts", json={"name": role, "role": role})
    return str(admin.api.client.POST(f"/serviceaccounts/{account['id']}/tokens", json={"name": role})["key"])


def asked_by_uid(server: SandboxServer) -> list[str]:
    return [entry.path for entry in server.requests if entry.path.rsplit("/", 1)[-1] in {id.identity for id in MANY}]


def write(id: ResourceId, client: Client, folder: str = "") -> None:
    spec = {"folderUid": folder, "dashboard": {"uid": id.identity, "title": id.identity, "panels": []}}
    dashboards_of(client).write(Resource(id, id.identity, spec), None, {})


def test_what_an_administrator_does_not_see_listed_is_not_asked_for(
    open_client: Callable[..., Client], server: SandboxServer
) -> None:
    admin = open_client()
    admin = open_client(token_of("Admin", admin))
    assert dashboards_of(admin).read(MANY) == {}
    assert not asked_by_uid(server)


def test_what_an_editor_does_not_see_listed_is_asked_for_by_uid(
    open_client: Callable[..., Client], server: SandboxServer
) -> None:
    admin = open_client()
    write(MANY[0], admin)
    editor = open_client(token_of("Editor", admin))
    assert set(dashboards_of(editor).read(MANY)) == {MANY[0]}
    assert len(asked_by_uid(server)) >= FEW


def test_what_is_ours_is_asked_for_by_uid_whatever_a_listing_says(client: Client, server: SandboxServer) -> None:
    client.owned = frozenset(MANY[:2])
    more = [ResourceId(ResourceKind.DASHBOARD, f"more{number}") for number in range(FEW)]
    assert dashboards_of(client).read([*MANY, *more]) == {}
    assert len(asked_by_uid(server)) == 2


@pytest.mark.parametrize("server", ["12.4", "12.4-sql"], indirect=True)
def test_what_an_editor_put_into_a_new_folder_is_found_although_no_listing_shows_it_yet(
    open_client: Callable[..., Client],
) -> None:
    editor = open_client(token_of("Editor", open_client()))
    editor.api.folder.create_folder("New", uid="new")
    write(MANY[0], editor, "new")
    assert set(dashboards_of(editor).read(MANY)) == {MANY[0]}


def test_a_few_are_asked_for_at_once(client: Client, server: SandboxServer) -> None:
    assert dashboards_of(client).read(MANY[:FEW]) == {}
    assert len(asked_by_uid(server)) == FEW
    assert not [entry for entry in server.requests if "access-control" in entry.path]


def test_an_account_whose_permissions_cannot_be_read_is_believed_nothing(client: Client, server: SandboxServer) -> None:
    server.faults.order(path="/access-control/", status=500)
    assert dashboards_of(client).read(MANY) == {}
    assert len(asked_by_uid(server)) == len(MANY)


def test_rule_groups_are_believed_absent_by_who_may_read_all_folders_only(
    open_client: Callable[..., Client], server: SandboxServer
) -> None:
    admin = open_client()
    groups = [rule_group_id("bench", f"group {number}") for number in range(FEW + 1)]
    assert RuleGroups(admin).read(groups) == {}
    assert not [entry for entry in server.requests if "/rules/bench" in entry.path]
    editor = open_client(token_of("Editor", admin))
    assert RuleGroups(editor).read(groups) == {}
    assert len([entry for entry in server.requests if "/rules/bench" in entry.path]) == len(groups)


def test_dashboards_that_are_there_are_read_whoever_asks(client: Client) -> None:
    write(MANY[3], client)
    assert set(dashboards_of(client).read(MANY)) == {MANY[3]}


def test_of_a_live_dashboard_that_is_as_desired_one_copy_is_kept_and_of_others_a_packed_one(client: Client) -> None:
    for id in MANY[:3]:
        write(id, client)
    there = dashboards_of(client).read(MANY[:3])
    same, other, foreign = MANY[0], MANY[1], MANY[2]
    changed = {"folderUid": "", "dashboard": {"title": "another"}}
    client.desired = {
        same: Resource(same, "d0", dict(there[same].spec)),
        other: Resource(other, "d1", changed),
    }
    read = dashboards_of(client).read([same, other])
    assert read[same].spec is client.desired[same].spec
    assert read[same].version == there[same].version
    assert read[other].spec == there[other].spec
    if client.has_resource_api:
        assert read[foreign] == there[foreign]
