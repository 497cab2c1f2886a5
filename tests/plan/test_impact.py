"""What an apply does to alerts that are firing. The edits and their effects were measured on 12.4.0 and 11.6.2."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from glimpse_gitops.model.plan import Action, Change
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind, rule_group_id
from glimpse_gitops.model.rule_impact import Fate, Instances, RuleEdit
from glimpse_gitops.plan.impact import impacts_of, rule_edits

from .specs import folder, rule, rule_group

V12, V11 = (12, 4), (11, 6)
BOTH = (V12, V11)

Edit = Callable[[dict[str, Any]], object]


def edits(before: list[Resource], after: list[Resource], version: tuple[int, int] = V12) -> dict[str, RuleEdit]:
    """Uid → what happens to the rule when `after` is applied over the live `before`."""
    live = {one.id: one for one in before}
    changes = [
        Change(Action.UPDATE if one.id in live else Action.CREATE, one.id, one.title, live.get(one.id), one)
        for one in after
    ]
    return {edit.uid: edit for edit in rule_edits(changes, live, version)}


def edited(edit: Edit) -> tuple[Resource, Resource]:
    """A group of two rules, and the same with the second one edited."""
    before = rule_group(rule("a", "A"), rule("b", "B", annotations={"summary": "s"}, labels={"team": "x"}))
    spec = deepcopy(dict(before.spec))
    edit(spec["rules"][1])
    return before, replace(before, spec=spec)


def query(rule: dict[str, Any]) -> dict[str, Any]:
    model: dict[str, Any] = rule["data"][0]["model"]
    return model


RESETTING: list[tuple[str, Edit]] = [
    ("title", lambda rule: rule.update(title="Other")),
    ("labels", lambda rule: rule["labels"].update(team="y")),
    ("labels", lambda rule: rule["labels"].update(more="y")),
    ("for", lambda rule: rule.update({"for": "6m"})),
    ("expr", lambda rule: query(rule).update(expr="down")),
    ("query A", lambda rule: query(rule).update(legendFormat=None)),
    ("query A", lambda rule: query(rule).update(hide=False)),
    ("query A", lambda rule: rule["data"][0].update(datasourceUid="other")),
    ("query A", lambda rule: rule["data"][0].update(relativeTimeRange={"from": 60, "to": 0})),
    ("noDataState", lambda rule: rule.update(noDataState="NoData")),
    ("execErrState", lambda rule: rule.update(execErrState="OK")),
    ("notification_settings", lambda rule: rule.update(notification_settings={"receiver": "x"})),
    ("dashboard link", lambda rule: rule["annotations"].update({"__dashboardUid__": "d", "__panelId__": "1"})),
    ("anything that a later Grafana adds", lambda rule: rule.update({"anything that a later Grafana adds": 1})),
]


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize(("field", "edit"), RESETTING, ids=lambda value: value if isinstance(value, str) else "")
def test_these_edits_start_a_firing_rule_over(field: str, edit: Edit, version: tuple[int, int]) -> None:
    before, after = edited(edit)
    found = edits([before], [after], version)
    assert [(uid, one.fate, one.why) for uid, one in found.items()] == [("b", Fate.STARTS_OVER, f"{field} changed")]


KEEPING: list[tuple[str, Edit]] = [
    ("only annotations change", lambda rule: rule["annotations"].update(summary="t")),
    ("only keep_firing_for changes", lambda rule: rule.update(keep_firing_for="1m")),
    ("only missingSeriesEvalsToResolve changes", lambda rule: rule.update(missingSeriesEvalsToResolve=2)),
]


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize(("why", "edit"), KEEPING, ids=lambda value: value if isinstance(value, str) else "")
def test_these_edits_leave_a_firing_rule_alone(why: str, edit: Edit, version: tuple[int, int]) -> None:
    before, after = edited(edit)
    found = edits([before], [after], version)
    assert [(uid, one.fate, one.why) for uid, one in found.items()] == [("b", Fate.KEPT, why)]


SAME: list[Edit] = [
    lambda rule: None,
    lambda rule: rule.update({"for": "300s"}),
    lambda rule: query(rule).update(intervalMs=1000, maxDataPoints=43200, refId="A"),
    lambda rule: rule.update(keep_firing_for="0s", isPaused=False),
    lambda rule: rule["data"][0].update(queryType=""),
]


@pytest.mark.parametrize("edit", SAME)
def test_what_grafana_stores_alike_is_no_edit(edit: Edit) -> None:
    before, after = edited(edit)
    assert edits([before], [after]) == {}


def test_queries_in_another_order_are_no_edit() -> None:
    more = {"refId": "B", "datasourceUid": "__expr__", "model": {"expression": "$A"}}
    before, after = edited(lambda rule: rule["data"].insert(0, deepcopy(more)))
    both = replace(before, spec={**before.spec, "rules": [dict(one) for one in before.spec["rules"]]})
    both.spec["rules"][1]["data"] = [*both.spec["rules"][1]["data"], more]
    assert edits([both], [after]) == {}


def test_an_expression_beside_a_query_is_named_by_its_ref_id() -> None:
    more = {"refId": "B", "datasourceUid": "__expr__", "model": {"expression": "$A"}}
    before, after = edited(lambda rule: rule["data"].append(more))
    assert edits([before], [after])["b"].why == "query B changed"


def test_pausing_a_rule_resolves_its_alerts() -> None:
    before, after = edited(lambda rule: rule.update(isPaused=True))
    assert edits([before], [after])["b"].fate is Fate.ENDS


def test_a_rule_that_on_call_paused_is_no_edit_where_the_code_says_nothing() -> None:
    after, before = edited(lambda rule: rule.update(isPaused=True))
    assert edits([before], [after]) == {}


def test_another_interval_leaves_firing_rules_alone() -> None:
    before, after = rule_group(rule("a", "A")), rule_group(rule("a", "A"), interval=120)
    assert edits([before], [after])["a"].why == "only interval of the group changes"


@pytest.mark.parametrize(("version", "fate"), [(V12, Fate.KEPT), ((12, 1), Fate.KEPT), (V11, Fate.STARTS_OVER)])
def test_a_reordered_group_starts_over_before_12_1(version: tuple[int, int], fate: Fate) -> None:
    a, b = rule("a", "A"), rule("b", "B")
    found = edits([rule_group(a, b)], [rule_group(b, a)], version)
    assert {uid: one.fate for uid, one in found.items()} == {"a": fate, "b": fate}


def test_a_rule_inserted_before_shifts_those_behind_it() -> None:
    a, b, new = rule("a", "A"), rule("b", "B"), rule("new", "New")
    found = edits([rule_group(a, b)], [rule_group(a, new, b)], V11)
    assert {uid: (one.fate, one.why) for uid, one in found.items()} == {
        "b": (Fate.STARTS_OVER, "place in the group changed")
    }


def test_a_removed_rule_ends_and_those_behind_it_shift_on_11_6() -> None:
    a, b = rule("a", "A"), rule("b", "B")
    found = edits([rule_group(a, b)], [rule_group(b)], V11)
    assert {uid: one.fate for uid, one in found.items()} == {"a": Fate.ENDS, "b": Fate.STARTS_OVER}
    assert edits([rule_group(a, b)], [rule_group(b)], V12)["b"].fate is Fate.KEPT


@pytest.mark.parametrize("version", BOTH)
def test_a_rule_that_goes_to_another_group_starts_over(version: tuple[int, int]) -> None:
    before = rule_group(rule("a", "A"))
    renamed = Resource(rule_group_id("glimpse", "new"), "new", {**before.spec, "title": "new"})
    assert edits([before], [renamed], version)["a"].why == "group changed"


UP, DOWN = folder("up", "Up"), folder("glimpse", "Glimpse", parent="up")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (folder("glimpse", "Other", parent="up"), 'title of folder "Other" changed'),
        (folder("glimpse", "Glimpse"), 'place of folder "Glimpse" changed'),
        (folder("up", "Above"), 'title of folder "Above" changed'),
    ],
)
@pytest.mark.parametrize("version", BOTH)
def test_a_folder_with_another_path_starts_over_all_rules_below_it(
    changed: Resource, why: str, version: tuple[int, int]
) -> None:
    found = edits([UP, DOWN, rule_group(rule("a", "A"))], [changed], version)
    assert (found["a"].fate, found["a"].why) == (Fate.STARTS_OVER, why)


def test_another_description_of_a_folder_leaves_its_rules_alone() -> None:
    described = replace(DOWN, spec={**DOWN.spec, "description": "new"})
    assert edits([UP, DOWN, rule_group(rule("a", "A"))], [described]) == {}


def test_a_folder_that_contains_itself_ends_the_walk_upwards() -> None:
    circle = folder("glimpse", "Glimpse", parent="glimpse")
    assert edits([circle, rule_group(rule("a", "A"))], [folder("glimpse", "New", parent="glimpse")])["a"].fate is (
        Fate.STARTS_OVER
    )


def test_several_edits_of_a_rule_are_all_named() -> None:
    before, after = edited(lambda rule: rule.update({"for": "6m", "title": "Other", "condition": "B"}))
    assert edits([before], [after])["b"].why == "for, title and condition changed"


def test_a_harmless_edit_beside_a_resetting_one_is_not_named() -> None:
    before, after = edited(lambda rule: rule.update({"for": "6m", "annotations": {}}))
    assert edits([before], [after])["b"].why == "for changed"


def test_groups_that_are_refused_or_only_adopted_change_nothing() -> None:
    before, after = edited(lambda rule: rule.update({"for": "6m"}))
    for action in (Action.REFUSE, Action.ADOPT):
        assert rule_edits([Change(action, after.id, "app", before, after)], {before.id: before}, V12) == ()


def test_only_rules_with_active_instances_have_an_impact() -> None:
    group = rule_group_id("glimpse", "app")
    quiet = RuleEdit(group, "a", "A", Fate.STARTS_OVER, "expr changed")
    firing, pending = replace(quiet, uid="b"), replace(quiet, uid="c")
    found = impacts_of([quiet, firing, pending], {"b": Instances(firing=3), "c": Instances(pending=1)})
    assert [(one.edit.uid, one.resets_firing) for one in found] == [("b", True), ("c", False)]


def test_a_live_folder_of_no_change_resets_nothing() -> None:
    other = ResourceId(ResourceKind.FOLDER, "elsewhere")
    assert edits([UP, DOWN, rule_group(rule("a", "A"))], [folder(other.identity, "Elsewhere")]) == {}
