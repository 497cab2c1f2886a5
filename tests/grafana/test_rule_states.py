from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glimpse_gitops.errors import NotAuthorisedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.rule_states import read_instances
from glimpse_gitops.model.rule_impact import Instances
from glimpse_gitops.sandbox import SandboxServer

PATH = "/api/prometheus/grafana/api/v1/rules"


def answer(*states: str) -> dict[str, Any]:
    alerts = [{"state": state, "labels": {}} for state in states]
    rules = [{"uid": "a", "alerts": alerts}, {"uid": "quiet", "alerts": []}, {"uid": "new"}]
    return {"status": "success", "data": {"groups": [{"name": "app", "rules": rules}]}}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["Alerting", "Alerting", "Normal"], Instances(firing=2)),
        (["Alerting (NoData)", "NoData", "Error"], Instances(firing=1)),
        (["Pending", "Pending (Error)", "Recovering"], Instances(firing=1, pending=2)),
    ],
)
def test_instances_are_counted_by_their_state_whatever_its_reason(
    client: Client, server: SandboxServer, states: list[str], expected: Instances
) -> None:
    server.faults.order(path=PATH, status=200, body=answer(*states))
    assert read_instances(client) == {"a": expected}


def test_rules_without_active_instances_are_left_out(client: Client, server: SandboxServer) -> None:
    server.faults.order(path=PATH, status=200, body=answer("Normal", "Normal (MissingSeries)"))
    assert read_instances(client) == {}


def test_a_grafana_without_rules_has_no_instances(client: Client, server: SandboxServer) -> None:
    server.faults.order(path=PATH, status=200, body={"status": "success", "data": {"groups": None}})
    assert read_instances(client) == {}
    assert read_instances(client) == {}, "the sandbox's own answer"


def test_an_account_that_may_not_read_rules_is_told_so(
    server: SandboxServer, open_client: Callable[..., Client]
) -> None:
    client = open_client()
    server.faults.order(path=PATH, status=403, body={"message": "Permissions needed: alert.rules:read"})
    with pytest.raises(NotAuthorisedError, match=r"alert\.rules:read"):
        read_instances(client)
