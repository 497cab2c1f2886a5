"""What an account lacks for a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from glimpse_gitops.model.plan import Action, Change
from glimpse_gitops.model.resource import Resource
from glimpse_gitops.plan.permissions import lacks

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


def missing(changes: list[Change], granted: Granted, *live: Resource, locked: bool = True) -> list[str]:
    return [lack.what for lack in lacks(changes, {one.id: one for one in live}, granted, locked=locked)]


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
    assert missing([create(group)], ON_TEAM, folder("team"), locked=False) == []
    assert missing([create(group)], ON_TEAM, folder("team")) == ["lock alert rules"]


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
