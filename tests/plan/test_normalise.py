"""What means the same to Grafana compares equal, and what does not, does not."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.resource import ResourceKind
from glimpse_gitops.plan.normalise import normalise, spec_hash

from .specs import contact_point, dashboard, folder, policy, rule, rule_group

K = ResourceKind

SAME: list[tuple[str, ResourceKind, Any, Any]] = [
    ("a folder without a description", K.FOLDER, {"title": "A"}, {"title": "A", "parentUid": "", "description": ""}),
    (
        "a data source that became the default by being the first",
        K.DATASOURCE,
        {"uid": "p", "name": "P", "isDefault": True, "jsonData": {}, "basicAuth": False},
        {"uid": "p", "name": "P", "isDefault": True, "jsonData": {"x": None}, "url": ""},
    ),
    ("blanks around a template", K.TEMPLATE, {"template": "{{ x }}\n"}, {"template": "\n{{ x }}"}),
    (
        "months by name and by number",
        K.MUTE_TIMING,
        {"time_intervals": [{"months": ["January:march"], "location": "UTC"}]},
        {"time_intervals": [{"months": ["1:3"], "location": "UTC", "weekdays": []}]},
    ),
    (
        "settings of a channel that are at their defaults",
        K.CONTACT_POINT,
        contact_point({"recipient": "#a", "singleEmail": False, "maxAlerts": 0}).spec,
        contact_point({"recipient": "#a", "title": ""}).spec,
    ),
    (
        "matchers in another order, with quotes",
        K.POLICY,
        policy(routes=[{"object_matchers": [["b", "=", "2"], ["a", "=~", "1"]]}]).spec,
        policy(routes=[{"object_matchers": [["a", "=~", '"1"'], ["b", "=", "2"]], "continue": False}]).spec,
    ),
    ("durations in another spelling", K.POLICY, policy(group_wait="90s").spec, policy(group_wait="1m30s").spec),
    ("provenance of the tree", K.POLICY, policy().spec, policy(provenance="api").spec),
    (
        "a rule as Grafana gives it back",
        K.RULE_GROUP,
        rule_group(rule("u", "Up", **{"for": "90m", "keep_firing_for": "0s", "annotations": {}})).spec,
        rule_group(
            rule(
                "u",
                "Up",
                id=3,
                orgID=1,
                updated="2026-01-01T00:00:00Z",
                provenance="api",
                folderUID="glimpse",
                ruleGroup="app",
                notification_settings=None,
                record=None,
                **{"for": "1h30m"},
                data=[
                    {
                        "refId": "A",
                        "queryType": "",
                        "datasourceUid": "prometheus",
                        "relativeTimeRange": {"from": 600, "to": 0},
                        "model": {"expr": "up", "intervalMs": 1000, "maxDataPoints": 43200},
                    }
                ],
            )
        ).spec,
    ),
    (
        "a dashboard with what the server counts up",
        K.DASHBOARD,
        dashboard(x=1.0).spec,
        dashboard(x=1, id=7, version=9, nothing=None).spec,
    ),
]

OTHER: list[tuple[str, ResourceKind, Any, Any]] = [
    ("the title of a folder", K.FOLDER, folder("a", "A").spec, folder("a", "B").spec),
    ("the parent of a folder", K.FOLDER, folder("a", "A").spec, folder("a", "A", parent="b").spec),
    (
        "a range of months",
        K.MUTE_TIMING,
        {"time_intervals": [{"months": ["1:3"]}]},
        {"time_intervals": [{"months": ["1:4"]}]},
    ),
    (
        "a route's place",
        K.POLICY,
        policy(routes=[{"receiver": "a"}, {"receiver": "b"}]).spec,
        policy(routes=[{"receiver": "b"}, {"receiver": "a"}]).spec,
    ),
    (
        "`continue` of a route",
        K.POLICY,
        policy(routes=[{"receiver": "a"}]).spec,
        policy(routes=[{"receiver": "a", "continue": True}]).spec,
    ),
    ("a query's time range", K.RULE_GROUP, rule_group(rule("u", "Up")).spec, rule_group(rule("u", "Up", data=[])).spec),
    ("the interval of a group", K.RULE_GROUP, rule_group(interval=60).spec, rule_group(interval=120).spec),
    ("the folder of a dashboard", K.DASHBOARD, dashboard(folder="a").spec, dashboard(folder="b").spec),
    (
        "the order of panels",
        K.DASHBOARD,
        dashboard(panels=[{"id": 1}, {"id": 2}]).spec,
        dashboard(panels=[{"id": 2}, {"id": 1}]).spec,
    ),
    ("zero and nothing in a panel", K.DASHBOARD, dashboard(panels=[{"min": 0}]).spec, dashboard(panels=[{}]).spec),
]


@pytest.mark.parametrize(("kind", "left", "right"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_what_grafana_respells_is_no_change(kind: ResourceKind, left: Any, right: Any) -> None:
    assert normalise(kind, left) == normalise(kind, right)
    assert spec_hash(kind, left) == spec_hash(kind, right)


@pytest.mark.parametrize(("kind", "left", "right"), [case[1:] for case in OTHER], ids=[case[0] for case in OTHER])
def test_what_people_change_is_a_change(kind: ResourceKind, left: Any, right: Any) -> None:
    assert normalise(kind, left) != normalise(kind, right)
    assert spec_hash(kind, left) != spec_hash(kind, right)


@pytest.mark.parametrize(("kind", "spec"), [case[1:3] for case in SAME], ids=[case[0] for case in SAME])
def test_normalising_twice_changes_nothing_more(kind: ResourceKind, spec: Any) -> None:
    once = normalise(kind, spec)
    assert normalise(kind, once) == once


def test_which_version_of_a_plugin_drew_a_panel_is_no_difference() -> None:
    before = {"dashboard": {"panels": [{"id": 1, "type": "stat", "pluginVersion": "11.6.2"}]}}
    after = {"dashboard": {"panels": [{"id": 1, "type": "stat"}]}}
    assert normalise(ResourceKind.DASHBOARD, before) == normalise(ResourceKind.DASHBOARD, after)
