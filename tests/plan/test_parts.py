"""Objects taken apart and put together again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.resource import ResourceKind
from glimpse_gitops.plan.parts import assemble, merged_order, parts

from .specs import dashboard, panel, policy, rule, rule_group

scalars = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=3))
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)
ids = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["1", "1#2", "a/b", ""]))
items = st.fixed_dictionaries({}, optional={"id": ids, "uid": ids, "name": ids, "title": ids, "expr": values})
rules = st.lists(
    st.builds(lambda item, extra: item | extra, items, st.sampled_from([{}, {"isPaused": True}])), max_size=4
)
place = st.fixed_dictionaries({}, optional={"gridPos": values})
flat = st.builds(lambda item, where: item | where, items, place)
panels = st.lists(
    st.builds(lambda item, inner: item | inner, flat, st.fixed_dictionaries({}, optional={"panels": st.lists(flat)})),
    max_size=4,
)
keys = st.dictionaries(st.text(max_size=4), values, max_size=3)


def listed(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(scalars, keys, st.builds(lambda rest, given: rest | {"list": given}, keys, values))


dashboards = st.builds(
    lambda top, inner, lists: top | {"dashboard": inner | lists},
    keys,
    keys,
    st.fixed_dictionaries(
        {},
        optional={
            "panels": panels | values,
            "templating": listed(st.lists(items, max_size=3)),
            "annotations": listed(st.lists(items, max_size=3)),
            "links": st.lists(items, max_size=3),
        },
    ),
)
routes = st.lists(
    st.fixed_dictionaries(
        {"receiver": st.text(max_size=2)},
        optional={
            "object_matchers": st.lists(st.tuples(st.sampled_from("ab"), st.just("="), st.text(max_size=2)).map(list)),
            "routes": values,
        },
    ),
    max_size=4,
)
specs = st.one_of(
    st.tuples(st.just(ResourceKind.DASHBOARD), dashboards),
    st.tuples(st.just(ResourceKind.RULE_GROUP), st.builds(lambda top, rules: top | {"rules": rules}, keys, rules)),
    st.tuples(st.just(ResourceKind.POLICY), st.builds(lambda top, routes: top | {"routes": routes}, keys, routes)),
    st.tuples(st.just(ResourceKind.CONTACT_POINT), st.builds(lambda each: {"integrations": each}, st.lists(items))),
    st.tuples(st.sampled_from(list(ResourceKind)), keys),
)


@given(specs)
def test_whatever_is_taken_apart_can_be_put_together_again(given_spec: tuple[ResourceKind, dict[str, Any]]) -> None:
    kind, spec = given_spec
    assert assemble(kind, parts(kind, spec)) == spec


def test_a_dashboard_is_its_panels_variables_annotations_links_and_keys() -> None:
    row = {"id": 3, "type": "row", "title": "More", "panels": [panel(4, "Inner", "up")]}
    made = dashboard(
        panels=[panel(1, "Heap", "heap", gridPos={"x": 0, "y": 0, "w": 12, "h": 8}), row],
        templating={"list": [{"name": "job"}]},
        annotations={"list": [{"name": "Deploys"}]},
        links=[{"title": "Runbook"}],
        refresh="1m",
    )
    found = parts(ResourceKind.DASHBOARD, made.spec)
    assert {"panel:1", "panel:3", "panel:4", "variable:job", "annotation:Deploys", "link:Runbook"} <= found.keys()
    assert {"/folderUid", "/dashboard/refresh", "order:panel", "order:variable"} <= found.keys()
    assert found["order:panel"] == [
        ["panel:1", "", {"x": 0, "y": 0, "w": 12, "h": 8}],
        ["panel:3", ""],
        ["panel:4", "panel:3"],
    ]


def test_whether_a_rule_is_paused_is_a_part_where_it_is_said() -> None:
    found = parts(ResourceKind.RULE_GROUP, rule_group(rule("u", "Up", isPaused=True), rule("d", "Down")).spec)
    assert found["pause:u"] is True
    assert "isPaused" not in found["rule:u"]
    assert "pause:d" not in found


def test_a_route_is_named_by_its_matchers_however_they_are_spelled() -> None:
    matchers = [["b", "=", '"x"'], ["a", "=~", "y"]]
    one = policy(routes=[{"object_matchers": matchers}, {"object_matchers": [["a", "=~", "y"], ["b", "=", "x"]]}])
    assert parts(ResourceKind.POLICY, one.spec)["order:route"] == ['route:a=~"y",b="x"', 'route:a=~"y",b="x"#2']


@pytest.mark.parametrize(
    ("first", "second", "there", "merged"),
    [
        ("abc", "axbc", "abcx", "axbc"),
        ("abc", "xabc", "abcx", "xabc"),
        ("abc", "ab", "ab", "ab"),
        ("cab", "abxc", "abcx", "cabx"),
        ("", "ab", "ab", "ab"),
    ],
)
def test_what_only_one_side_has_keeps_its_neighbour(first: str, second: str, there: str, merged: str) -> None:
    assert "".join(merged_order(first, second, there)) == merged
