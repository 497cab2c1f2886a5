"""Which alerts a plan sends to other contact points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from glimpse_gitops.authoring import Catalogue, Counter, Gauge, Label
from glimpse_gitops.model.plan import Action, Change
from glimpse_gitops.model.resource import Resource, rule_group_id
from glimpse_gitops.model.routing_move import Routing, RoutingMove
from glimpse_gitops.plan.routing_impact import routing_impact
from glimpse_gitops.promql.world import World, world_of

from .specs import folder, policy, rule, rule_group

TEAM = Label("team", ("a", "b"))
ZONE = Label[str]("zone", at_most=10)
WORLD = world_of(
    Catalogue([Counter("http_requests_total", "requests", labels=[TEAM]), Gauge("heap", "heap", labels=[ZONE])])
)
GLIMPSE = folder("glimpse", "Glimpse")


def alert(uid: str, expr: str = "sum(http_requests_total)", **keys: Any) -> dict[str, Any]:
    made = rule(uid, uid.title(), **keys)
    made["data"][0]["model"] = {"expr": expr}
    return made


def route(receiver: str, *matchers: tuple[str, str, str], **keys: Any) -> dict[str, Any]:
    return {"receiver": receiver, "object_matchers": [list(matcher) for matcher in matchers], **keys}


def impact(before: list[Resource], after: list[Resource], world: World = WORLD) -> Routing:
    live = {one.id: one for one in before}
    changes = [
        Change(Action.UPDATE if one.id in live else Action.CREATE, one.id, one.title, live.get(one.id), one)
        for one in after
    ]
    return routing_impact(changes, live, world)


def moved(before: list[Resource], after: list[Resource], world: World = WORLD) -> list[tuple[Any, ...]]:
    moves = impact(before, after, world).moves
    return [(one.rule, one.before, one.after, one.where) for one in moves]


CRITICAL = ("severity", "=", "critical")
PAGER = policy(routes=[route("pager", CRITICAL)])
SLACK = policy(routes=[route("slack", CRITICAL)])
ONE = rule_group(alert("one", labels={"severity": "critical"}))


def test_a_route_to_another_contact_point_moves_the_alerts_that_it_takes() -> None:
    assert moved([GLIMPSE, PAGER, ONE], [SLACK]) == [("One", ("pager",), ("slack",), ())]


def test_alerts_that_no_route_takes_any_more_fall_to_the_default() -> None:
    (move,) = impact([GLIMPSE, PAGER, ONE], [policy()]).moves
    assert move == RoutingMove("One", ("pager",), ("mail",), to_default=True)


def test_alerts_of_rules_that_are_not_ours_count_too() -> None:
    foreign = replace(ONE, id=rule_group_id("glimpse", "theirs"))
    assert moved([GLIMPSE, PAGER, foreign], [SLACK]) == [("One", ("pager",), ("slack",), ())]


def test_another_label_of_a_rule_moves_its_alerts() -> None:
    calm = rule_group(alert("one", labels={"severity": "info"}))
    assert moved([GLIMPSE, PAGER, ONE], [calm]) == [("One", ("pager",), ("mail",), ())]


def test_a_new_rule_moves_nothing() -> None:
    both = rule_group(*ONE.spec["rules"], alert("two", labels={"severity": "critical"}))
    assert impact([GLIMPSE, PAGER, ONE], [both]) == Routing()


def test_another_grouping_or_order_that_changes_no_receiver_moves_nothing() -> None:
    changed = policy(routes=[route("pager", CRITICAL, group_by=["..."]), route("slack", ("x", "=", "y"))])
    assert moved([GLIMPSE, PAGER, ONE], [changed]) == []


def test_timings_of_a_route_count_as_they_decide_when_somebody_hears_of_an_alert() -> None:
    nights = policy(routes=[route("pager", CRITICAL, mute_time_intervals=["nights"])])
    assert moved([GLIMPSE, PAGER, ONE], [nights]) == [("One", ("pager",), ("pager except during nights",), ())]
    days = policy(routes=[route("pager", CRITICAL, active_time_intervals=["days"])])
    assert moved([GLIMPSE, nights, ONE], [days]) == [
        ("One", ("pager except during nights",), ("pager only during days",), ())
    ]


def test_a_further_contact_point_that_gets_it_is_named_beside_the_first() -> None:
    both = policy(routes=[route("pager", CRITICAL, **{"continue": True}), route("slack", CRITICAL)])
    assert moved([GLIMPSE, PAGER, ONE], [both]) == [("One", ("pager",), ("pager", "slack"), ())]


def test_the_uid_of_a_rule_is_a_label_that_routes_can_see() -> None:
    tree = policy(routes=[route("taken", ("__alert_rule_uid__", "=", "one"))])
    assert moved([GLIMPSE, policy(), ONE], [tree]) == [("One", ("mail",), ("taken",), ())]


def test_the_name_of_a_rule_and_the_path_of_its_folder_are_labels() -> None:
    inner = folder("glimpse", "Glimpse/1", parent="up")
    tree = policy(routes=[route("taken", ("alertname", "=", "One"), ("grafana_folder", "=", "Up/Glimpse\\/1"))])
    assert moved([folder("up", "Up"), inner, policy(), ONE], [tree]) == [("One", ("mail",), ("taken",), ())]
    renamed = folder("up", "Above")
    assert moved([folder("up", "Up"), inner, tree, ONE], [renamed]) == [("One", ("taken",), ("mail",), ())]


BY_TEAM = policy(routes=[route("a-team", ("team", "=", "a")), route("b-team", ("team", "=~", "b|c"))])


def test_values_that_the_catalogue_knows_are_tried() -> None:
    group = rule_group(alert("one", "sum by (team) (http_requests_total) > 1"))
    assert moved([GLIMPSE, policy(), group], [BY_TEAM]) == [
        ("One", ("mail",), ("a-team",), ({"team": "a"},)),
        ("One", ("mail",), ("b-team",), ({"team": "b"},)),
    ]


def test_values_that_the_query_excludes_are_not() -> None:
    group = rule_group(alert("one", 'sum by (team) (http_requests_total{team!="a"}) > 1'))
    assert moved([GLIMPSE, policy(), group], [BY_TEAM]) == [("One", ("mail",), ("b-team",), ())]


def test_a_label_that_the_query_drops_is_missing() -> None:
    assert moved([GLIMPSE, policy(), rule_group(alert("one"))], [BY_TEAM]) == []
    absent = policy(routes=[route("teamless", ("team", "=", ""))])
    assert moved([GLIMPSE, policy(), rule_group(alert("one"))], [absent]) == [("One", ("mail",), ("teamless",), ())]


def test_a_label_of_the_rule_wins_over_that_of_the_query() -> None:
    group = rule_group(alert("one", "sum by (team) (http_requests_total)", labels={"team": "b"}))
    assert moved([GLIMPSE, policy(), group], [BY_TEAM]) == [("One", ("mail",), ("b-team",), ())]


def test_labels_that_do_not_matter_are_not_told() -> None:
    tree = policy(routes=[route("a-team", ("team", "=", "a")), route("mail", ("zone", "=", "z"))])
    group = rule_group(alert("one", "http_requests_total * on () group_left (zone) heap"))
    found = impact([GLIMPSE, policy(), group], [tree])
    assert [one.where for one in found.moves] == [({"team": "a"},)]
    assert found.not_told == {}, "the values of zone are not known, and do not matter"


@pytest.mark.parametrize(
    "expr",
    [
        "heap > 1",
        "unknown_metric > 1",
        'label_replace(http_requests_total, "zone", "$1", "team", "(.*)")',
        'count_values("zone", heap)',
        "not PromQL at all",
    ],
)
def test_values_that_are_not_known_are_those_that_matchers_name_and_it_is_said(expr: str) -> None:
    tree = policy(routes=[route("z-team", ("zone", "=", "z"))])
    found = impact([GLIMPSE, policy(), rule_group(alert("one", expr))], [tree])
    assert [(one.after, one.where) for one in found.moves] == [(("z-team",), ({"zone": "z"},))]
    assert found.not_told == {"One": "not all values of zone are known"}


def test_a_regular_expression_over_unknown_values_is_said_to_be_not_known() -> None:
    tree = policy(routes=[route("z-team", ("zone", "=~", "prod-[0-9]+"))])
    found = impact([GLIMPSE, policy(), rule_group(alert("one", "heap > 1"))], [tree])
    assert found == Routing((), {"One": "not all values of zone are known"})


def test_a_template_in_a_label_of_the_rule_is_an_unknown_value() -> None:
    group = rule_group(alert("one", labels={"team": "{{ $labels.team }}"}))
    found = impact([GLIMPSE, policy(), group], [BY_TEAM])
    assert [one.where for one in found.moves] == [({"team": "a"},), ({"team": "b"}, {"team": "c"})]
    assert found.not_told == {"One": "not all values of team are known"}


def test_a_folder_that_cannot_be_seen_has_an_unknown_path() -> None:
    tree = policy(routes=[route("taken", ("grafana_folder", "=", "Glimpse"))])
    found = impact([policy(), rule_group(alert("one"))], [tree])
    assert [one.where for one in found.moves] == [({"grafana_folder": "Glimpse"},)]
    assert "grafana_folder" in found.not_told["One"]


def test_a_rule_that_names_its_contact_point_goes_past_the_tree() -> None:
    direct = rule_group(alert("one", labels={"severity": "critical"}, notification_settings={"receiver": "own"}))
    assert moved([GLIMPSE, PAGER, direct], [SLACK]) == []
    assert moved([GLIMPSE, PAGER, ONE], [direct]) == [("One", ("pager",), ("own",), ())]


def test_recording_rules_are_no_alerts() -> None:
    recording = rule_group(alert("one", labels={"severity": "critical"}, record={"metric": "x", "from": "A"}))
    assert moved([GLIMPSE, PAGER, recording], [SLACK]) == []


def test_a_rule_that_goes_to_another_group_keeps_its_labels_from_there() -> None:
    other = Resource(rule_group_id("glimpse", "new"), "new", {**ONE.spec, "rules": [alert("one")]})
    assert moved([GLIMPSE, PAGER, ONE], [other]) == [("One", ("pager",), ("mail",), ())]


def test_the_first_tree_takes_alerts_from_grafanas_own_default() -> None:
    assert moved([GLIMPSE, ONE], [PAGER]) == [("One", ("Grafana's own default",), ("pager",), ())]


def test_too_many_combinations_of_labels_are_not_tried() -> None:
    names = [f"l{i}" for i in range(8)]
    tree = policy(routes=[route("x", *((name, "=~", "a|b") for name in names))])
    found = impact([GLIMPSE, policy(), rule_group(alert("one", "unknown_metric"))], [tree])
    assert found.moves == ()
    assert "too many values" in found.not_told["One"]


def test_a_regular_expression_that_cannot_be_told_is_said_so() -> None:
    tree = policy(routes=[route("x", ("severity", "=~", "("))])
    found = impact([GLIMPSE, policy(), ONE], [tree])
    assert found == Routing((), {"One": "a regular expression of the policy tree cannot be told"})


def test_refused_and_adopted_changes_move_nothing() -> None:
    live: Mapping[Any, Resource] = {one.id: one for one in (GLIMPSE, PAGER, ONE)}
    for action in (Action.REFUSE, Action.ADOPT):
        assert routing_impact([Change(action, SLACK.id, "", PAGER, SLACK)], live, WORLD) == Routing()
