from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from glimpse_gitops.errors import ConflictError, NotAuthorisedError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.rule_groups import RuleGroups
from glimpse_gitops.model.resource import Resource, rule_group_id
from glimpse_gitops.sandbox import SandboxServer

DENIED = {"message": "You'll need additional permissions to perform this action"}


def rule(uid: str, **more: Any) -> dict[str, Any]:
    node = {"refId": "A", "datasourceUid": "prom", "relativeTimeRange": {"from": 600, "to": 0}}
    return {
        "uid": uid,
        "title": uid,
        "condition": "A",
        "data": [{**node, "model": {"refId": "A", "expr": "up == 0", "instant": True}}],
        "noDataState": "OK",
        "execErrState": "Error",
        "for": "5m",
        "labels": {},
        "annotations": {},
        **more,
    }


def group(*rules: dict[str, Any], name: str = "app", folder: str = "team-a") -> Resource:
    spec = {"title": name, "folderUid": folder, "interval": 60, "rules": list(rules)}
    return Resource(rule_group_id(folder, name), name, spec)


@pytest.fixture
def groups(client: Client, server: SandboxServer) -> RuleGroups:
    for uid in ("team-a", "team-b"):
        client.api.folder.create_folder("Same title", uid=uid)
    server.requests.clear()
    return RuleGroups(client)


def live_of(groups: RuleGroups, name: str = "app", folder: str = "team-a") -> Resource:
    live = groups.read_one(rule_group_id(folder, name))
    assert live is not None
    return live


def pauses(resource: Resource) -> dict[str, bool]:
    return {one["uid"]: one["isPaused"] for one in resource.spec["rules"]}


def test_a_rule_that_somebody_paused_stays_paused(groups: RuleGroups) -> None:
    groups.write(group(rule("a", isPaused=True), rule("b")), None, {})
    groups.write(group(rule("a", labels={"x": "y"}), rule("b"), rule("c")), live_of(groups), {})
    assert pauses(live_of(groups)) == {"a": True, "b": False, "c": False}


def test_a_pause_that_the_code_states_is_written(groups: RuleGroups) -> None:
    groups.write(group(rule("a", isPaused=True)), None, {})
    groups.write(group(rule("a", isPaused=False)), live_of(groups), {})
    assert pauses(live_of(groups)) == {"a": False}


def test_a_group_without_rules_is_deleted(groups: RuleGroups, server: SandboxServer) -> None:
    groups.write(group(rule("a")), None, {})
    groups.write(group(), live_of(groups), {})
    assert groups.read_one(rule_group_id("team-a", "app")) is None
    server.requests.clear()
    groups.write(group(), None, {})
    assert server.requests.writes() == []


def test_folders_of_one_title_are_told_apart_and_one_request_reads_all(
    groups: RuleGroups, server: SandboxServer
) -> None:
    for folder, name in (("team-a", "app"), ("team-a", "지연 / p99"), ("team-b", "app")):
        groups.write(group(rule(f"{folder}-{name[0].encode().hex()}"), name=name, folder=folder), None, {})
    server.requests.clear()
    assert {id.identity for id in groups.read(())} == {"team-a/app", "team-a/지연 / p99", "team-b/app"}
    assert len(server.requests) == 1


def test_a_group_that_the_listing_lacks_is_asked_for_by_itself(groups: RuleGroups, server: SandboxServer) -> None:
    groups.write(group(rule("a")), None, {})
    server.faults.order(path="/rules$", status=200, body={})
    found = groups.read([rule_group_id("team-a", "app"), rule_group_id("team-a", "nope")])
    assert [id.identity for id in found] == ["team-a/app"]
    assert found[rule_group_id("team-a", "app")].provenance == "api"


def test_a_group_in_a_folder_that_is_not_there_is_absent(groups: RuleGroups) -> None:
    assert groups.read([rule_group_id("nope", "app")]) == {}


def test_a_group_is_not_written_into_a_folder_that_is_not_there(groups: RuleGroups) -> None:
    with pytest.raises(RefusedError, match=r"folder.*does not exist"):
        groups.write(group(rule("a"), folder="nope"), None, {})
    assert groups.read(()) == {}


def test_a_group_that_may_not_be_read_is_not_taken_for_absent(groups: RuleGroups, server: SandboxServer) -> None:
    server.faults.order(path="/rules/team-a/app", status=403, body=DENIED)
    with pytest.raises(NotAuthorisedError, match="rule group team-a/app"):
        groups.read([rule_group_id("team-a", "app")])


def test_what_the_ruler_says_becomes_what_a_group_put_takes(groups: RuleGroups, server: SandboxServer) -> None:
    stored = {
        "title": "High",
        "condition": "A",
        "data": [{"refId": "A", "queryType": "", "datasourceUid": "p", "model": {"intervalMs": 1000}}],
        "uid": "a",
        "namespace_uid": "team-a",
        "no_data_state": "OK",
        "exec_err_state": "KeepLast",
        "is_paused": False,
        "missing_series_evals_to_resolve": 1,
        "notification_settings": {"receiver": "oncall"},
        "record": {"metric": "m", "from": "A"},
    }
    told = {"name": "app", "interval": "1m30s", "rules": [{"keep_firing_for": "5m", "grafana_alert": stored}]}
    server.faults.order(path="/rules/team-a/app", status=200, body=told)
    spec = live_of(groups).spec
    assert spec["interval"] == 90
    assert spec["rules"] == [
        {
            "uid": "a",
            "title": "High",
            "condition": "A",
            "data": [{"refId": "A", "datasourceUid": "p", "model": {"intervalMs": 1000}}],
            "noDataState": "OK",
            "execErrState": "KeepLast",
            "for": "0s",
            "labels": {},
            "annotations": {},
            "isPaused": False,
            "keep_firing_for": "5m",
            "missingSeriesEvalsToResolve": 1,
            "notification_settings": {"receiver": "oncall"},
            "record": {"metric": "m", "from": "A"},
        }
    ]


@pytest.mark.parametrize(
    ("provenances", "keeper", "strongest"),
    [
        (["", ""], "", ""),
        (["", "api"], "", "api"),
        (["api", "file"], "file", "file"),
        (["converted_prometheus", "api"], "converted", "converted_prometheus"),
    ],
)
def test_the_strongest_provenance_of_its_rules_is_the_groups(
    groups: RuleGroups, server: SandboxServer, provenances: list[str], keeper: str, strongest: str
) -> None:
    groups.write(group(rule("a"), rule("b")), None, {})
    told = groups.client.api.client.GET("/ruler/grafana/api/v1/rules/team-a/app")
    for one, provenance in zip(told["rules"], provenances, strict=True):
        one["grafana_alert"]["provenance"] = provenance
    server.faults.order(path="/rules/team-a/app", status=200, body=told)
    live = live_of(groups)
    assert (live.keeper, live.provenance) == (keeper, strongest)


def test_what_files_keep_is_refused_by_grafana_as_no_conflict(groups: RuleGroups, server: SandboxServer) -> None:
    groups.write(group(rule("a")), None, {})
    body = {"messageId": "alerting.provenanceMismatch", "message": "cannot update with 'api', needs 'file'"}
    server.faults.order(method="PUT", status=409, body=body)
    with pytest.raises(RefusedError) as caught:
        groups.write(group(rule("a", labels={"x": "y"})), live_of(groups), {})
    assert not isinstance(caught.value, ConflictError)


def test_locked_and_editable_differ_in_one_header(open_client: Callable[..., Client], groups: RuleGroups) -> None:
    editable = RuleGroups(open_client(provenance="editable"))
    editable.write(group(rule("a")), None, {})
    assert live_of(groups).provenance == ""
    groups.write(group(rule("a", labels={"x": "y"})), live_of(groups), {})
    assert live_of(groups).provenance == "api"


@pytest.mark.parametrize("version", ["11.6"])
def test_a_folder_of_this_run_is_waited_for_until_its_maker_may_use_it(
    groups: RuleGroups, server: SandboxServer, waits: list[float]
) -> None:
    groups.client.made_folders.add("team-a")
    server.faults.order(method="GET", path="/rules/team-a/", status=403, body=DENIED)
    server.faults.order(method="PUT", status=403, body=DENIED, times=3)
    groups.write(group(rule("a")), None, {})
    assert len(waits) == 3
    assert pauses(live_of(groups)) == {"a": False}


@pytest.mark.parametrize("version", ["12.4"])
def test_a_group_that_changed_between_plan_and_write_is_left_as_it_is(groups: RuleGroups) -> None:
    groups.write(group(rule("a")), None, {})
    before = live_of(groups)
    stale = replace(before, spec={**before.spec, "interval": 10})
    with pytest.raises(ConflictError):
        groups.write(group(rule("b")), stale, {})
    with pytest.raises(ConflictError):
        groups.delete(stale)
    assert pauses(live_of(groups)) == {"a": False}
