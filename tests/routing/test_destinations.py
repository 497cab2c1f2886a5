"""Which contact points get an alert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from glimpse_gitops.model.matcher import Matcher
from glimpse_gitops.routing.destinations import routes_for
from glimpse_gitops.routing.tree import tree_of


def route(receiver: str, *matchers: tuple[str, str, str], **keys: Any) -> dict[str, Any]:
    return {"receiver": receiver, "object_matchers": [list(matcher) for matcher in matchers], **keys}


def root(*routes: Mapping[str, Any], **keys: Any) -> dict[str, Any]:
    return {"receiver": "default", "routes": list(routes), **keys}


def receivers(spec: Mapping[str, Any], **labels: str) -> list[str] | None:
    found = routes_for(tree_of(spec), labels)
    return None if found is None else [one.receiver for one in found]


PAGE = ("severity", "=", "critical")


def test_what_no_route_takes_falls_to_the_default() -> None:
    (found,) = routes_for(tree_of(root(route("pager", PAGE))), {"severity": "info"}) or ()
    assert (found.receiver, found.path, found.is_default) == ("default", (), True)


def test_the_way_there_is_the_matchers_of_every_route_on_it() -> None:
    spec = root(route("team", ("team", "=", "a"), routes=[route("pager", PAGE)]))
    (found,) = routes_for(tree_of(spec), {"team": "a", "severity": "critical"}) or ()
    assert found.receiver == "pager"
    assert found.path == ((Matcher("team", "=", "a"),), (Matcher(*PAGE),))
    assert not found.is_default


def test_a_route_keeps_what_none_of_its_own_routes_takes() -> None:
    spec = root(route("team", ("team", "=", "a"), routes=[route("pager", PAGE)]))
    assert receivers(spec, team="a") == ["team"]


def test_the_first_route_that_matches_takes_the_alert() -> None:
    assert receivers(root(route("one", PAGE), route("two", PAGE)), severity="critical") == ["one"]


def test_a_route_that_continues_lets_the_next_ones_have_it_too() -> None:
    spec = root(route("one", PAGE, **{"continue": True}), route("two", PAGE), route("three", PAGE))
    assert receivers(spec, severity="critical") == ["one", "two"]


def test_all_matchers_of_a_route_must_match() -> None:
    spec = root(route("both", PAGE, ("team", "=", "a")))
    assert receivers(spec, severity="critical") == ["default"]
    assert receivers(spec, severity="critical", team="a") == ["both"]


@pytest.mark.parametrize(
    ("matcher", "value", "taken"),
    [
        (("a", "=", "x"), "x", True),
        (("a", "!=", "x"), "x", False),
        (("a", "=~", "x|y"), "y", True),
        (("a", "=~", "x"), "xx", False),
        (("a", "=~", "x.*"), "xx", True),
        (("a", "=~", "(?i)PROD-[0-9]+"), "prod-12", True),
        (("a", "=~", r"\pL+"), "서울", True),
        (("a", "!~", "x|y"), "z", True),
        (("a", "!~", "x|y"), "x", False),
        (("a", "=", '"x"'), "x", True),
    ],
)
def test_operators_match_the_whole_value(matcher: tuple[str, str, str], value: str, taken: bool) -> None:
    assert receivers(root(route("taken", matcher)), a=value) == (["taken"] if taken else ["default"])


@pytest.mark.parametrize("matcher", [("a", "=", ""), ("a", "!=", "x"), ("a", "=~", "x?"), ("a", "!~", "x")])
def test_a_label_that_is_not_there_counts_as_empty(matcher: tuple[str, str, str]) -> None:
    assert receivers(root(route("taken", matcher))) == ["taken"]


def test_routes_inherit_grouping_and_waits_but_no_timings() -> None:
    spec = root(
        route("team", mute_time_intervals=["nights"], group_wait="1m", routes=[route("", PAGE, repeat_interval="1h")]),
        group_by=["alertname"],
        repeat_interval="12h",
    )
    (found,) = routes_for(tree_of(spec), {"severity": "critical"}) or ()
    assert (found.receiver, found.group_by) == ("team", ("alertname",))
    assert (found.group_wait, found.group_interval, found.repeat_interval) == ("1m", "5m", "1h")
    assert (found.mute, found.active) == ((), ())


def test_three_dots_group_by_all_labels_of_the_alert_until_a_route_inside_says_otherwise() -> None:
    spec = root(route("each", PAGE, group_by=["..."], routes=[route("own", ("team", "=", "a"), group_by=["team"])]))
    (each,) = routes_for(tree_of(spec), {"severity": "critical", "b": "1"}) or ()
    assert each.group_by == ("b", "severity")
    (own,) = routes_for(tree_of(spec), {"severity": "critical", "team": "a"}) or ()
    assert own.group_by == ("team",)


def test_older_spellings_of_matchers_count() -> None:
    for keys in ({"match": {"a": "x"}}, {"match_re": {"a": "x|y"}}, {"matchers": ['a="x"']}):
        assert receivers(root({"receiver": "taken", **keys}), a="x") == ["taken"]
        assert receivers(root({"receiver": "taken", **keys}), a="z") == ["default"]


def test_nobody_gets_what_matchers_of_the_root_keep_out() -> None:
    assert receivers(root(object_matchers=[["a", "=", "x"]])) == []


def test_what_a_broken_regular_expression_takes_is_not_told() -> None:
    spec = root(route("taken", ("a", "=~", "("), ("b", "=", "1")))
    assert receivers(spec, a="x", b="1") is None
    assert receivers(spec, a="x", b="2") == ["default"], "the other matcher decides"


def test_a_line_break_in_a_value_is_not_told_where_a_regular_expression_looks_at_it() -> None:
    spec = root(route("taken", ("a", "=~", ".*")))
    assert receivers(spec, a="x\ny") is None
    assert receivers(root(route("taken", ("a", "=", "x\ny"))), a="x\ny") == ["taken"]
