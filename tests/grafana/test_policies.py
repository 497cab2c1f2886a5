from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.errors import ConflictError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.policies import Policies
from glimpse_gitops.model.resource import POLICY_ID, Resource
from glimpse_gitops.sandbox import SandboxServer

TREE = {"receiver": "mail", "group_by": ["alertname"]}


@pytest.fixture
def policies(client: Client, server: SandboxServer) -> Policies:
    channel = {"uid": "m", "name": "mail", "type": "email", "settings": {"addresses": "a@example.org"}}
    client.api.alertingprovisioning.create_contactpoint(channel)
    server.requests.clear()
    return Policies(client)


def tree(**more: Any) -> Resource:
    return Resource(POLICY_ID, "notification policy", {**TREE, **more})


def test_the_tree_of_a_fresh_grafana_counts_as_none(policies: Policies) -> None:
    assert policies.read([POLICY_ID]) == {}


def test_a_tree_made_by_hand_counts(policies: Policies, client: Client) -> None:
    client.api.alertingprovisioning.set_notification_policy_tree(dict(TREE), disable_provenance=True)
    live = policies.read([POLICY_ID])[POLICY_ID]
    assert live.spec == TREE
    assert live.provenance == ""


@pytest.mark.parametrize(
    "root",
    [
        {"receiver": "empty", "group_by": ["alertname"]},
        {"receiver": "empty", "routes": [{"receiver": "x"}]},
        {"receiver": "empty", "provenance": "api"},
        {"receiver": "grafana-default-email", "group_wait": "1m"},
    ],
)
def test_any_trace_of_a_person_in_the_default_tree_counts(
    policies: Policies, server: SandboxServer, root: dict[str, Any]
) -> None:
    server.faults.order(path="/policies", status=200, body=root)
    assert POLICY_ID in policies.read([POLICY_ID])


def test_a_tree_that_somebody_made_since_the_plan_is_not_replaced(policies: Policies, client: Client) -> None:
    client.api.alertingprovisioning.set_notification_policy_tree({**TREE, "group_wait": "1m"})
    with pytest.raises(ConflictError):
        policies.write(tree(), None, {})
    assert policies.read([])[POLICY_ID].spec["group_wait"] == "1m"


def test_a_reset_that_grafana_only_pretends_is_noticed(policies: Policies, server: SandboxServer) -> None:
    policies.write(tree(), None, {})
    server.faults.order(method="DELETE", path="/policies", status=202, body={"receiver": "empty"})
    with pytest.raises(RefusedError, match="says that it was reset, and it was not"):
        policies.delete(policies.read([])[POLICY_ID])


def test_an_unknown_receiver_is_named(policies: Policies) -> None:
    with pytest.raises(RefusedError, match="nobody"):
        policies.write(tree(receiver="nobody"), None, {})
