"""Differences in the words of people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from glimpse_gitops.model.resource import Resource, ResourceKind
from glimpse_gitops.plan.diff import changed_fields
from glimpse_gitops.plan.normalise import normalise

from .specs import contact_point, dashboard, panel, policy, rule, rule_group


def said(before: Resource, after: Resource) -> list[tuple[str, Any, Any]]:
    return [(change.where, change.before, change.after) for change in changed_fields(before, after)]


def test_equal_resources_have_no_differences() -> None:
    assert said(dashboard(), dashboard()) == []


def test_a_query_is_named_by_its_panel() -> None:
    before = dashboard(panels=[panel(1, "Heap", "heap"), panel(2, "CPU", "cpu")])
    after = dashboard(panels=[panel(1, "Heap", "heap"), panel(2, "CPU", "rate(cpu[5m])")])
    assert said(before, after) == [('panel "CPU", query A, expr', "cpu", "rate(cpu[5m])")]


def test_an_inserted_panel_is_one_difference() -> None:
    first, second, third = panel(1, "A", "a"), panel(2, "B", "b"), panel(3, "C", "c")
    assert said(dashboard(panels=[first, third]), dashboard(panels=[first, second, third])) == [
        ('panel "B"', None, second)
    ]


def test_a_removed_panel_is_one_difference() -> None:
    first, second = panel(1, "A", "a"), panel(2, "B", "b")
    assert said(dashboard(panels=[first, second]), dashboard(panels=[second])) == [('panel "A"', first, None)]


def test_panels_that_changed_places_are_a_difference_in_order() -> None:
    first, second = panel(1, "A", "a"), panel(2, "B", "b")
    before, after = dashboard(panels=[first, second]), dashboard(panels=[second, first])
    assert said(before, after) == [("order", ['panel "A"', 'panel "B"'], ['panel "B"', 'panel "A"'])]


def test_a_panel_keeps_its_identity_under_a_new_title() -> None:
    before, after = dashboard(panels=[panel(1, "Old", "a")]), dashboard(panels=[panel(1, "New", "a")])
    assert said(before, after) == [('panel "New", title', "Old", "New")]


def test_nested_keys_are_joined_by_dots() -> None:
    before = dashboard(panels=[panel(1, "Heap", "a", fieldConfig={"defaults": {"unit": "bytes"}})])
    after = dashboard(panels=[panel(1, "Heap", "a", fieldConfig={"defaults": {"unit": "decbytes"}})])
    assert said(before, after) == [('panel "Heap", fieldConfig.defaults.unit', "bytes", "decbytes")]


def test_a_variable_is_named() -> None:
    before = dashboard(templating={"list": [{"name": "job", "query": "a"}]})
    after = dashboard(templating={"list": [{"name": "job", "query": "b"}]})
    assert said(before, after) == [('variable "job", query', "a", "b")]


def test_panels_without_ids_are_shown_as_one_list() -> None:
    before, after = [{"title": "A"}, {"title": "B"}], [{"title": "A"}, {"title": "C"}]
    assert said(dashboard(panels=before), dashboard(panels=after)) == [('panel "A"', before, after)]


def test_a_rule_is_named_and_its_nodes_too() -> None:
    changed = rule("u", "Up", **{"for": "10m"})
    changed["data"] = [{**changed["data"][0], "model": {"expr": "up == 0"}}]
    assert said(rule_group(rule("u", "Up")), rule_group(changed)) == [
        ('rule "Up", for', "5m", "10m"),
        ('rule "Up", query, expr', "up", "up == 0"),
    ]


def test_a_rule_that_was_paused_in_the_ui_is_no_difference() -> None:
    assert said(rule_group(rule("u", "Up", isPaused=True)), rule_group(rule("u", "Up"))) == []


def test_a_rule_that_the_code_unpauses_is_a_difference() -> None:
    before, after = rule_group(rule("u", "Up", isPaused=True)), rule_group(rule("u", "Up", isPaused=False))
    assert said(before, after) == [('rule "Up", isPaused', True, False)]


def test_a_rule_that_the_code_pauses_is_a_difference() -> None:
    before, after = rule_group(rule("u", "Up")), rule_group(rule("u", "Up", isPaused=True))
    assert said(before, after) == [('rule "Up", isPaused', False, True)]


def test_a_route_is_named_by_its_matchers_and_receiver() -> None:
    route = {"receiver": "oncall", "object_matchers": [["severity", "=", "critical"]]}
    before, after = policy(routes=[route]), policy(routes=[{**route, "repeat_interval": "1h"}])
    assert said(before, after) == [('route severity="critical" → oncall, repeat_interval', None, "1h")]


def test_a_secret_is_compared_by_its_presence_only() -> None:
    desired = contact_point({"url": "[REDACTED]"}, {"url": "SLACK"})
    assert said(contact_point({"url": "https://in.the.clear/token"}), desired) == []
    assert said(contact_point({}), desired) == [("channel slack, url", None, "[not shown]")]


def test_what_may_be_a_secret_is_not_shown() -> None:
    before = contact_point({"url": "https://hooks.example/T0/CANARY", "token": "CANARY"})
    assert "CANARY" not in repr(said(before, contact_point({"recipient": "#a"})))


def test_a_channel_that_comes_is_not_spelled_out() -> None:
    whole = contact_point({"token": "CANARY"})
    empty = replace(whole, spec={"integrations": []})
    assert said(empty, whole) == [("channel slack", None, "[not shown]")]


def test_a_panel_that_was_only_moved_is_one_difference() -> None:
    first, second = panel(1, "A", "a"), panel(2, "B", "b")
    left, right = {"x": 0, "y": 0, "w": 12, "h": 8}, {"x": 12, "y": 0, "w": 12, "h": 8}
    before = dashboard(panels=[{**first, "gridPos": left}, {**second, "gridPos": right}])
    after = dashboard(panels=[{**second, "gridPos": left}, {**first, "gridPos": right}])
    assert said(before, after) == [('panel "B", gridPos', right, left), ('panel "A", gridPos', left, right)]


def test_routes_of_the_same_matchers_and_contact_point_are_told_apart_by_number() -> None:
    route = {"receiver": "oncall", "object_matchers": [["a", "=", "b"]]}
    first, second, third = {**route, "continue": True}, {**route, "group_wait": "1m"}, {**route, "group_wait": "2m"}
    assert said(policy(routes=[first, second]), policy(routes=[first, third])) == [
        ('route a="b" → oncall (2 of 2), group_wait', "1m", "2m")
    ]
    assert said(policy(routes=[first, second]), policy(routes=[second])) == [
        ('route a="b" → oncall (1 of 2)', normal(first), None)
    ]


def test_a_route_that_goes_elsewhere_is_one_difference() -> None:
    route = {"receiver": "oncall", "object_matchers": [["a", "=", "b"]]}
    found = said(policy(routes=[route]), policy(routes=[{**route, "receiver": "mail"}]))
    assert found == [('route a="b" → mail, receiver', "oncall", "mail")]


def normal(route: dict[str, Any]) -> dict[str, Any]:
    """A route in the canonical form in which differences show it."""
    return normalise(ResourceKind.POLICY, {"receiver": "x", "routes": [route]})["routes"][0]  # type: ignore[no-any-return]


def test_a_panel_that_got_another_id_with_its_title_is_one_panel() -> None:
    before = dashboard(panels=[panel(1, "Old", "a"), panel(2, "B", "b")])
    after = dashboard(panels=[panel(9, "New", "a"), panel(2, "B", "b")])
    assert said(before, after) == [('panel "New", id', 1, 9), ('panel "New", title', "Old", "New")]


def test_a_panel_that_asks_something_else_is_another_one() -> None:
    before, after = dashboard(panels=[panel(1, "Old", "a")]), dashboard(panels=[panel(9, "New", "b")])
    assert [(where, old is None) for where, old, _ in said(before, after)] == [
        ('panel "New"', True),
        ('panel "Old"', False),
    ]
