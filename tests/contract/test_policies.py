"""The notification policy tree. Tests only ever add routes to it, for alerts that nobody sends, and it is put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import is_default_tree
from .grafana import EDITABLE, Grafana, Reply

PATH = "/api/v1/provisioning/policies"
OURS = ["gitops_contract", "=", "yes"]

Policies = Callable[..., Reply]


def tree(grafana: Grafana) -> dict[str, Any]:
    reply = grafana.get(PATH)
    assert reply.status == 200
    return dict(reply.body)


def with_route(grafana: Grafana, **route: Any) -> dict[str, Any]:
    """The live tree, and a route of ours before those that are there."""
    live = {key: value for key, value in tree(grafana).items() if key != "provenance"}
    ours = {"receiver": live["receiver"], "object_matchers": [OURS], **route}
    return {**live, "routes": [ours, *live.get("routes", [])]}


def test_the_tree_of_a_fresh_grafana_is_known_by_its_receiver_and_grouping(grafana: Grafana) -> None:
    root = tree(grafana)
    if not is_default_tree(root):
        pytest.skip("this Grafana has notification policies already")
    assert root["receiver"] == grafana.variant.default_receiver


def test_a_write_replaces_the_whole_tree(grafana: Grafana, policies: Policies) -> None:
    assert policies(with_route(grafana)).status == 202
    root = tree(grafana)
    assert root["routes"][0]["object_matchers"] == [OURS]
    assert root["provenance"] == "api"
    without = {**root, "routes": root["routes"][1:]}
    assert policies(without).status == 202
    assert OURS not in [route.get("object_matchers", [None])[0] for route in tree(grafana).get("routes", [])]


def test_matchers_come_back_sorted_and_without_quotes(grafana: Grafana, policies: Policies) -> None:
    sent = [["z", "=", '"quoted text"'], OURS, ["b", "=~", "x|y"], ["a", "!=", "한국어"], ["c", "!~", "e.*"]]
    assert policies(with_route(grafana, object_matchers=sent)).status == 202
    expected = [["a", "!=", "한국어"], ["b", "=~", "x|y"], ["c", "!~", "e.*"], OURS, ["z", "=", "quoted text"]]
    assert tree(grafana)["routes"][0]["object_matchers"] == expected


@pytest.mark.parametrize(("sent", "shown"), [("90m", "1h30m"), ("30s", "30s"), ("24h", "1d"), ("7d", "1w")])
def test_durations_come_back_in_the_largest_units(grafana: Grafana, policies: Policies, sent: str, shown: str) -> None:
    route = {"group_wait": sent, "group_interval": sent, "repeat_interval": sent}
    assert policies(with_route(grafana, **route)).status == 202
    root = tree(grafana)["routes"][0]
    assert {key: root[key] for key in route} == dict.fromkeys(route, shown)


def test_a_nested_route_reads_back_as_it_was_sent(grafana: Grafana, policies: Policies, contact_point: str) -> None:
    inner = {"receiver": contact_point, "object_matchers": [["b", "=", "1"]], "group_by": ["..."], "continue": True}
    sent = with_route(grafana, receiver=contact_point, group_by=["alertname"], routes=[inner])
    assert policies(sent).status == 202
    assert tree(grafana)["routes"] == sent["routes"]


def test_a_route_that_does_not_continue_does_not_say_so(grafana: Grafana, policies: Policies) -> None:
    assert policies(with_route(grafana, **{"continue": False})).status == 202
    assert "continue" not in tree(grafana)["routes"][0]


@pytest.mark.parametrize(
    "fault",
    [
        {"receiver": "gitops-contract-none"},
        {"mute_time_intervals": ["gitops-contract-none"]},
        {"object_matchers": [["a", "~", "b"]]},
        {"object_matchers": [["a", "=~", "("]]},
        {"group_wait": "soon"},
    ],
)
def test_an_invalid_tree_is_refused_and_changes_nothing(
    grafana: Grafana, policies: Policies, fault: dict[str, Any]
) -> None:
    before = tree(grafana)
    refusal = policies(with_route(grafana, **fault))
    assert refusal.status == 400
    assert refusal.body["message"]
    assert tree(grafana) == before


def test_an_unknown_receiver_is_named(grafana: Grafana, policies: Policies) -> None:
    assert "gitops-contract-none" in policies(with_route(grafana, receiver="gitops-contract-none")).text


def test_the_header_leaves_the_tree_editable(grafana: Grafana, policies: Policies) -> None:
    if not is_default_tree(tree(grafana)):
        pytest.skip("the notification policies of this Grafana are locked")
    assert policies(with_route(grafana), EDITABLE).status == 202
    assert not tree(grafana).get("provenance")


def test_a_locked_tree_is_not_made_editable(grafana: Grafana, policies: Policies) -> None:
    assert policies(with_route(grafana)).status == 202
    assert policies(tree(grafana), EDITABLE).status >= 400
    assert tree(grafana)["provenance"] == "api"


def test_a_reset_gives_the_tree_of_a_fresh_grafana(grafana: Grafana, policies: Policies) -> None:
    if not is_default_tree(tree(grafana)):
        pytest.skip("this Grafana has notification policies of its own, which a reset would suspend")
    assert policies(with_route(grafana)).status == 202
    assert grafana.delete(PATH).status == 202
    root = tree(grafana)
    assert is_default_tree(root)
    assert root["receiver"] == grafana.variant.default_receiver
