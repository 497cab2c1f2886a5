"""Writing rule groups, each as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from . import bodies
from .grafana import EDITABLE, NO_HEADERS, Grafana, Reply, segment


def path_of(folder: str, name: str) -> str:
    return f"/api/v1/provisioning/folder/{segment(folder)}/rule-groups/{segment(name)}"


def put(
    grafana: Grafana, folder: str, name: str, *rules: dict[str, Any], interval: int = 60, editable: bool = False
) -> Reply:
    body = bodies.group(folder, name, *rules, interval=interval)
    return grafana.put(path_of(folder, name), body, EDITABLE if editable else NO_HEADERS)


def rules(grafana: Grafana, folder: str, name: str) -> list[dict[str, Any]]:
    """The rules of one group as the ruler shows them, none where there is no such group."""
    reply = grafana.get(f"/api/ruler/grafana/api/v1/rules/{segment(folder)}/{segment(name)}")
    return list((reply.body or {}).get("rules") or []) if reply.status != 404 else []


def uids(grafana: Grafana, folder: str, name: str) -> list[str]:
    return [rule["grafana_alert"]["uid"] for rule in rules(grafana, folder, name)]


@pytest.fixture
def rule(grafana: Grafana) -> dict[str, Any]:
    """A rule that is not there yet."""
    return bodies.rule(grafana.name("r"))


def test_a_group_is_replaced_as_a_whole_and_in_order(grafana: Grafana, folder: str) -> None:
    first, second, third = (bodies.rule(grafana.name("r")) for _ in range(3))
    assert put(grafana, folder, "g", first, second).status == 200
    assert uids(grafana, folder, "g") == [first["uid"], second["uid"]]
    assert put(grafana, folder, "g", third, first).status == 200
    assert uids(grafana, folder, "g") == [third["uid"], first["uid"]]


def test_a_write_without_rules_keeps_those_that_are_there(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    grafana.made("PUT", path_of(folder, "g"), bodies.group(folder, "g", rule))
    put(grafana, folder, "g")
    assert uids(grafana, folder, "g") == [rule["uid"]]


def test_a_write_that_does_not_say_so_unpauses(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    assert put(grafana, folder, "g", {**rule, "isPaused": True}).status == 200
    assert rules(grafana, folder, "g")[0]["grafana_alert"]["is_paused"]
    silent = {key: value for key, value in rule.items() if key != "isPaused"}
    assert put(grafana, folder, "g", silent).status == 200
    assert not rules(grafana, folder, "g")[0]["grafana_alert"]["is_paused"]


def test_a_missing_folder_is_refused_on_12_and_taken_on_11(grafana: Grafana, rule: dict[str, Any]) -> None:
    folder = grafana.name("none")
    assert put(grafana, folder, "g", rule).status == grafana.variant.rules_without_folder


def test_a_taken_title_is_refused_on_11(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    grafana.made("PUT", path_of(folder, "g"), bodies.group(folder, "g", rule))
    twin = bodies.rule(grafana.name("r"), rule["title"])
    assert put(grafana, folder, "other", twin).status == grafana.variant.taken_title


def test_a_rule_of_another_group_moves_to_the_group_that_names_it(grafana: Grafana, folder: str) -> None:
    moving, staying = bodies.rule(grafana.name("r")), bodies.rule(grafana.name("r"))
    grafana.made("PUT", path_of(folder, "g"), bodies.group(folder, "g", moving, staying))
    assert put(grafana, folder, "other", moving).status == 200
    assert uids(grafana, folder, "other") == [moving["uid"]]
    assert uids(grafana, folder, "g") == [staying["uid"]]


@pytest.mark.parametrize(
    "fault",
    [{"for": "soon"}, {"uid": "x" * 41}, {"noDataState": "Fine"}, {"data": []}, {"title": ""}],
)
def test_an_invalid_rule_is_refused_and_nothing_is_made(
    grafana: Grafana, folder: str, rule: dict[str, Any], fault: dict[str, Any]
) -> None:
    refusal = put(grafana, folder, "g", rule | fault)
    assert refusal.status == 400
    assert refusal.body["message"]
    assert rules(grafana, folder, "g") == []


def test_an_interval_that_the_scheduler_does_not_know_is_refused(
    grafana: Grafana, folder: str, rule: dict[str, Any]
) -> None:
    assert put(grafana, folder, "g", rule, interval=15).status == 400


def test_an_unknown_receiver_is_refused(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    to_nobody = {"notification_settings": {"receiver": "gitops-contract-none"}}
    assert put(grafana, folder, "g", rule | to_nobody).status == 400


def test_an_unknown_data_source_and_a_broken_query_are_taken(
    grafana: Grafana, folder: str, rule: dict[str, Any]
) -> None:
    rule["data"][0]["model"]["expr"] = "sum("
    rule["data"][0]["datasourceUid"] = "gitops-contract-none"
    assert put(grafana, folder, "g", rule).status == 200


def test_a_group_is_deleted_and_told_when_it_is_gone(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    grafana.made("PUT", path_of(folder, "g"), bodies.group(folder, "g", rule))
    assert grafana.delete(path_of(folder, "g")).status == 204
    assert rules(grafana, folder, "g") == []
    assert grafana.delete(path_of(folder, "g")).status == 404


@pytest.mark.parametrize("name", ["a/b", "a?b#c", "100%", "two words", "한국어 규칙", "+&=;", "..", "a\\b"])
def test_groups_may_have_any_name(grafana: Grafana, folder: str, rule: dict[str, Any], name: str) -> None:
    assert put(grafana, folder, name, rule).status == 200
    assert uids(grafana, folder, name) == [rule["uid"]]
    assert grafana.delete(path_of(folder, name)).status == 204
    assert uids(grafana, folder, name) == []


def test_the_header_leaves_rules_editable(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    assert put(grafana, folder, "g", rule, editable=True).status == 200
    assert not rules(grafana, folder, "g")[0]["grafana_alert"].get("provenance")
    assert put(grafana, folder, "g", rule, editable=True).status == 200


def test_a_write_without_the_header_locks_editable_rules(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    assert put(grafana, folder, "g", rule, editable=True).status == 200
    assert put(grafana, folder, "g", rule).status == 200
    assert rules(grafana, folder, "g")[0]["grafana_alert"]["provenance"] == "api"


def test_locked_rules_can_be_made_editable(grafana: Grafana, folder: str, rule: dict[str, Any]) -> None:
    assert put(grafana, folder, "g", rule).status == 200
    assert put(grafana, folder, "g", {**rule, "title": f"{rule['title']} new"}, editable=True).status == 200
    assert not rules(grafana, folder, "g")[0]["grafana_alert"].get("provenance")


@pytest.mark.parametrize("written_as", [NO_HEADERS, EDITABLE])
@pytest.mark.parametrize("deleted_as", [NO_HEADERS, EDITABLE])
def test_a_group_is_deleted_however_it_was_written(
    grafana: Grafana,
    folder: str,
    rule: dict[str, Any],
    written_as: Mapping[str, str],
    deleted_as: Mapping[str, str],
) -> None:
    grafana.made("PUT", path_of(folder, "g"), bodies.group(folder, "g", rule), written_as)
    assert grafana.delete(path_of(folder, "g"), headers=deleted_as).status == 204
    assert rules(grafana, folder, "g") == []
