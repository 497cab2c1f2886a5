"""What an account lacks for a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from glimpse_gitops.model.plan import Action, Change
from glimpse_gitops.model.resource import Resource
from glimpse_gitops.plan.permissions import editable_folder, lacks, manifest_lacks, rules_by_ruler

from .specs import contact_point, dashboard, datasource, folder, policy, rule, rule_group

Granted = Mapping[str, Sequence[str]]

ON_TEAM = {
    action: ["folders:uid:team"]
    for action in (
        *(f"dashboards:{verb}" for verb in ("create", "write", "delete")),
        *(f"folders:{verb}" for verb in ("create", "write", "delete")),
        *(f"alert.rules:{verb}" for verb in ("create", "write", "delete", "read")),
    )
}
"""What a service account of role None has after it was made an editor of one folder."""

QUERY = {"datasources:query": ["datasources:*"]}

EDITOR: Granted = {
    "dashboards:create": ["folders:uid:general"],
    "folders:create": ["folders:uid:general"],
    "alert.rules:create": ["folders:*"],
    "alert.rules:write": ["folders:*"],
    "alert.rules:delete": ["folders:*"],
    "alert.notifications:write": [""],
    "alert.provisioning.provenance:write": [""],
}


def create(resource: Resource) -> Change:
    return Change(Action.CREATE, resource.id, resource.title, None, resource)


def update(resource: Resource) -> Change:
    return Change(Action.UPDATE, resource.id, resource.title, resource, resource)


def delete(resource: Resource) -> Change:
    return Change(Action.DELETE, resource.id, resource.title, resource, None)


def missing(changes: list[Change], granted: Granted, *live: Resource) -> list[str]:
    return [lack.what for lack in lacks(changes, {one.id: one for one in live}, granted)]


def in_team(group: Resource) -> Resource:
    return replace(group, id=replace(group.id, identity="team/app"), spec={**group.spec, "folderUid": "team"})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (create(datasource("prom")), "create data sources"),
        (update(datasource("prom")), "change data sources"),
        (create(folder("team")), "create folders at the root"),
        (update(folder("team")), 'change folders such as "team"'),
        (create(dashboard(folder="team")), 'create dashboards in folder "team"'),
        (delete(dashboard(folder="team")), 'delete dashboards in folder "team"'),
        (create(rule_group(rule("a", "A"))), 'write alert rules in folder "glimpse"'),
        (create(contact_point({})), "create contact points"),
        (update(policy()), "change the notification policy"),
    ],
)
def test_an_account_without_permissions_is_told_what_it_lacks(change: Change, what: str) -> None:
    assert missing([change], {}) == [what]


def test_an_editor_may_do_all_but_data_sources() -> None:
    new = [create(folder("team")), create(dashboard(folder="team")), create(in_team(rule_group(rule("a", "A"))))]
    assert missing([*new, create(contact_point({})), update(policy())], EDITOR) == []
    assert missing([create(datasource("prom"))], EDITOR) == ["create data sources"]


def test_a_permission_on_a_folder_counts_for_all_below_it() -> None:
    below = [folder("team"), folder("sub", parent="team"), folder("deep", parent="sub")]
    assert missing([create(dashboard(folder="deep"))], ON_TEAM, *below) == []
    assert missing([create(dashboard(folder="elsewhere"))], ON_TEAM, *below) == [
        'create dashboards in folder "elsewhere"'
    ]


def test_who_may_edit_one_folder_may_write_unlocked_rules_there() -> None:
    group = in_team(rule_group(rule("a", "A")))
    assert rules_by_ruler(ON_TEAM)
    assert missing([create(group)], ON_TEAM | QUERY, folder("team")) == []


def test_the_ruler_wants_the_right_to_query_what_its_rules_query() -> None:
    group = in_team(rule_group(rule("a", "A"), rule("b", "B")))
    lacking = 'query data source "prometheus", as its alert rules do'
    assert missing([create(group)], ON_TEAM, folder("team")) == [lacking]
    asking = {"datasources:query": ["datasources:uid:prometheus"]}
    assert missing([create(group)], ON_TEAM | asking, folder("team")) == []


def test_only_the_ruler_of_11_asks_for_it_where_rules_are_deleted() -> None:
    group = in_team(rule_group(rule("a", "A")))
    live = {folder("team").id: folder("team")}
    assert lacks([delete(group)], live, ON_TEAM) == ()
    (lack,) = lacks([delete(group)], live, ON_TEAM, queried_deletes=True)
    assert (lack.action, lack.role) == ("datasources:query", "Viewer")


@pytest.mark.parametrize("action", ["alert.provisioning:write", "alert.rules.provisioning:write"])
def test_who_may_provision_leaves_the_ruler_alone_and_need_not_query(action: str) -> None:
    granted = ON_TEAM | {action: [""]}
    assert not rules_by_ruler(granted)
    assert missing([create(in_team(rule_group(rule("a", "A"))))], granted, folder("team")) == []


def test_who_may_edit_no_rules_gets_none_by_the_ruler() -> None:
    assert not rules_by_ruler({"folders:create": ["folders:uid:team"]})


def test_a_folder_that_cannot_be_made_gives_no_rights_in_it() -> None:
    new = [create(folder("new")), create(dashboard(folder="new"))]
    assert missing(new, ON_TEAM) == ["create folders at the root", 'create dashboards in folder "new"']


def test_the_manifest_needs_a_folder_that_may_be_filled() -> None:
    live = {folder("team").id: folder("team")}
    assert not manifest_lacks("team", True, False, live, ON_TEAM)
    assert manifest_lacks("other", True, False, live, ON_TEAM)
    assert manifest_lacks("gitops", False, False, live, ON_TEAM)
    assert not manifest_lacks("gitops", False, False, live, EDITOR)


def test_a_folder_that_may_be_filled_is_offered_for_it() -> None:
    assert editable_folder(ON_TEAM) == "team"
    assert editable_folder(EDITOR) == ""


def test_a_permission_on_one_dashboard_suffices_for_it() -> None:
    granted = {"dashboards:write": ["dashboards:uid:shop"]}
    assert missing([update(dashboard("shop", folder="team"))], granted) == []
    assert missing([update(dashboard("other", folder="team"))], granted) == ['change dashboards in folder "team"']


@pytest.mark.parametrize("action", ["alert.provisioning:write", "alert.notifications.provisioning:write"])
def test_permissions_of_provisioning_suffice(action: str) -> None:
    assert missing([create(contact_point({}))], {action: [""]}) == []


def test_the_same_lack_is_told_once() -> None:
    changes = [create(dashboard(f"d{i}", folder="team")) for i in range(5)]
    assert missing(changes, {}) == ['create dashboards in folder "team"']
