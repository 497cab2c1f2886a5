"""What looks like a rename, and what is one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from glimpse_gitops.model.manifest import Manifest, OwnedObject
from glimpse_gitops.model.plan import Action, Plan
from glimpse_gitops.model.resource import Bundle, Resource, rule_group_id
from glimpse_gitops.plan.part_digests import digests_of
from glimpse_gitops.plan.planner import make_plan

from .specs import dashboard, panel, rule, rule_group


def group(name: str, *rules: dict[str, Any]) -> Resource:
    made = rule_group(*rules)
    return replace(made, id=rule_group_id("glimpse", name), title=name, spec={**made.spec, "title": name})


def asking(uid: str, title: str, expr: str) -> dict[str, Any]:
    made = rule(uid, title)
    made["data"] = [{**made["data"][0], "model": {"expr": expr}}]
    return made


def planned(code: Resource, live: Resource) -> Plan:
    manifest = Manifest("glimpse", "p", {live.id: OwnedObject(live.id, live.title, digests_of(live))})
    return make_plan(Bundle([code]), {live.id: live}, manifest)


OLD = group("app", asking("a", "Down", "up == 0"), asking("b", "Slow", "slow > 1"))


def test_a_group_under_a_new_name_is_recognised() -> None:
    plan = planned(group("web", asking("c", "Down", "up == 0"), asking("d", "Slow", "slow > 1")), OLD)
    (warning,) = plan.warnings
    assert 'rule group "web" looks like "app" under a new name: moved_from="app"' in warning


def test_a_group_that_says_where_it_comes_from_is_not_guessed_at() -> None:
    code = replace(group("web", *OLD.spec["rules"]), moved_from=OLD.id)
    plan = planned(code, OLD)
    assert not plan.warnings
    assert [(change.action, change.reason) for change in plan.changes] == [(Action.CREATE, 'moved from "glimpse/app"')]


def test_a_rule_under_a_new_name_is_recognised_by_its_query() -> None:
    plan = planned(group("app", asking("a", "Down", "up == 0"), asking("n", "Sluggish", "slow > 1")), OLD)
    (warning,) = plan.warnings
    assert 'rule "Sluggish" looks like "Slow" under a new name' in warning


def test_another_rule_in_place_of_one_is_no_rename() -> None:
    assert not planned(group("app", asking("a", "Down", "up == 0"), asking("n", "New", "new > 1")), OLD).warnings


def test_what_people_changed_in_the_old_group_is_refused_like_anything_that_both_changed() -> None:
    live = group("app", asking("a", "Down", "up < 1"), asking("b", "Slow", "slow > 1"))
    code = replace(group("web", asking("a", "Down", "up == 2"), asking("b", "Slow", "slow > 1")), moved_from=OLD.id)
    manifest = Manifest("glimpse", "p", {OLD.id: OwnedObject(OLD.id, OLD.title, digests_of(OLD))})
    plan = make_plan(Bundle([code]), {live.id: live}, manifest)
    assert [change.action for change in plan.changes] == [Action.REFUSE]


def test_a_panel_under_a_new_title_is_told_how_it_keeps_its_id() -> None:
    live = dashboard(panels=[panel(12, "Errors", "a")])
    (note,) = planned(dashboard(panels=[panel(34, "Failures", "a")]), live).warnings
    assert 'panel "Failures" gets a new id: id=12 beside its title keeps the old one' in note


def test_many_panels_under_new_ids_are_one_sentence() -> None:
    before = [panel(number, f"P{number}", f"x{number}") for number in range(1, 6)]
    after = [{**one, "id": one["id"] + 100} for one in before]
    (note,) = planned(dashboard(panels=after), dashboard(panels=before)).warnings
    assert "5 panels get new ids" in note
