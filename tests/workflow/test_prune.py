"""What left the code, on every version of the sandbox: left alone, deleted, or taken out of use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import UnsafePlanError
from glimpse_gitops.model.plan import Action, ApplyResult, Outcome
from glimpse_gitops.model.resource import ResourceId, ResourceKind, rule_group_id
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit
from .people import by_hand, make

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]

SECOND = ResourceId(ResourceKind.DASHBOARD, "shop-2")
ALL = {"allow": frozenset({"policy-root", "contact-point:chat", "contact-point:mail"})}


def drop(root: Path, path: str, variable: str) -> None:
    edit(root, path, f"\n{variable} = ", f"\n_{variable} = ")


def empty(root: Path) -> None:
    for path in ("alerts/shop.py", "alerts/routing.py", "dashboards/shop.py", "stack/things.py"):
        (root / path).write_text("", encoding="utf-8")


def deleted(planned: Planned) -> list[str]:
    return [change.title for change in planned.plan.by_action(Action.DELETE)]


def test_without_being_asked_nothing_is_deleted(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    drop(shop, "dashboards/shop.py", "second")
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        why = {left.title: left.why for left in planned.plan.left_alone}
        assert why["Second"] == "ours, and no longer in the code: --prune deletes it"


def test_what_left_the_code_is_deleted_when_asked(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    drop(shop, "dashboards/shop.py", "second")
    drop(shop, "alerts/shop.py", "more")
    with plan_for(shop, prune="delete") as planned:
        assert deleted(planned) == ["더 / more", "Second"]
    apply_to(shop, prune="delete")
    with plan_for(shop, prune="delete") as planned:
        assert planned.plan.is_empty
        assert SECOND not in planned.live
        assert not planned.manifest.owns(SECOND)


def test_everything_can_go_in_an_order_that_works(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    empty(shop)
    result = apply_to(shop, prune="delete", **ALL)
    assert {one.outcome for one in result.results} == {Outcome.DONE}, [one.message for one in result.results]
    with plan_for(shop) as planned:
        assert not planned.manifest.objects
        assert planned.plan.is_empty


def test_the_policy_tree_stays_unless_that_is_allowed_by_name(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    empty(shop)
    with plan_for(shop, prune="delete") as planned:
        why = {left.title: left.why for left in planned.plan.left_alone}
        assert why["notification policy"].endswith("--allow policy-root resets it to Grafana's default")
        assert why["chat"] == "no longer in the code, and still used by notification policy"
        assert why["nights"] == "no longer in the code, and still used by notification policy"


def test_what_people_changed_is_not_deleted_unless_that_is_asked_for(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)

    def rename(spec: dict[str, Any]) -> None:
        spec["dashboard"]["panels"][0]["title"] = "Mine"

    by_hand(grafana, SECOND, rename)
    drop(shop, "dashboards/shop.py", "second")
    grafana.requests.clear()
    with pytest.raises(UnsafePlanError, match="--overwrite-drift deletes it all the same"):
        apply_to(shop, prune="delete")
    assert not grafana.requests.writes()
    apply_to(shop, prune="delete", overwrite_drift=True)
    with plan_for(shop) as planned:
        assert SECOND not in planned.live


def test_a_contact_point_that_lost_a_channel_is_no_edit_that_keeps_it_from_being_deleted(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    """Channels are deleted one by one: so does a delete look that was cut off."""
    apply_to(shop)
    chat = ResourceId(ResourceKind.CONTACT_POINT, "chat")
    by_hand(grafana, chat, lambda spec: spec["integrations"].pop())
    drop(shop, "alerts/routing.py", "chat")
    edit(shop, "alerts/routing.py", "routes=[Route(chat, ['severity=\"critical\"', 'b=~\"x|y\"'], mute=[nights])]", "")
    apply_to(shop, prune="delete", **ALL)
    with plan_for(shop, prune="delete") as planned:
        assert planned.plan.is_empty
        assert chat not in planned.live


def test_a_folder_that_holds_anything_not_ours_stays(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    make(grafana, ResourceId(ResourceKind.DASHBOARD, "theirs"), "shop")
    empty(shop)
    with plan_for(shop, prune="delete", **ALL) as planned:
        why = {left.title: left.why for left in planned.plan.left_alone}
        assert "holds" in why["Shop"]
        assert 'holds folder "Shop"' in why["Above"]
    result = apply_to(shop, prune="delete", **ALL)
    assert {one.outcome for one in result.results} == {Outcome.DONE}
    with plan_for(shop) as planned:
        assert {id.identity for id in planned.manifest.objects} == {"shop", "zz-above"}


def test_a_group_that_goes_and_one_that_comes_may_have_rules_of_one_title(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'RuleGroup("app"', 'RuleGroup("app2"')
    result = apply_to(shop, prune="delete")
    assert {one.outcome for one in result.results} == {Outcome.DONE}
    with plan_for(shop) as planned:
        assert rule_group_id("shop", "app") not in planned.live
        assert rule_group_id("shop", "app2") in planned.live


def test_nothing_is_deleted_where_something_could_not_be_written(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    drop(shop, "dashboards/shop.py", "second")
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    grafana.faults.order(method="PUT", path="rule-groups", nth=1, times=99, status=400)
    result = apply_to(shop, prune="delete")
    grafana.faults.clear()
    assert {one.change.title: one.outcome for one in result.results}["Second"] is Outcome.SKIPPED
    with plan_for(shop) as planned:
        assert SECOND in planned.live


def test_quarantine_moves_dashboards_and_pauses_rules_and_keeps_the_rest(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    before = (shop / "alerts/shop.py").read_text(encoding="utf-8")
    drop(shop, "dashboards/shop.py", "second")
    (shop / "alerts/shop.py").write_text("", encoding="utf-8")
    result = apply_to(shop, prune="quarantine")
    assert [one.message for one in result.results if one.message] == []
    group = rule_group_id("shop", "app")
    with plan_for(shop, prune="quarantine") as planned:
        assert planned.plan.is_empty
        assert planned.live[SECOND].spec["folderUid"] == "gitops-shop-quarantine"
        assert [rule["isPaused"] for rule in planned.live[group].spec["rules"]] == [True, True]
        why = {left.title: left.why for left in planned.plan.left_alone}
        assert why["Second"].startswith("in quarantine since 20")
        assert "Quarantine of shop" not in why
    edit(shop, "dashboards/shop.py", "_second = ", "second = ")
    (shop / "alerts/shop.py").write_text(before, encoding="utf-8")
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert planned.live[SECOND].spec["folderUid"] == "shop"
        assert [rule["isPaused"] for rule in planned.live[group].spec["rules"]] == [False, False]
        assert not planned.manifest.objects[SECOND].quarantined


def test_what_comes_back_runs_again_though_its_quarantine_was_never_confirmed(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    before = (shop / "alerts/shop.py").read_text(encoding="utf-8")
    (shop / "alerts/shop.py").write_text("", encoding="utf-8")
    for method in ("PUT", "POST"):
        grafana.faults.order(method=method, path="/dashboards/(gitops-shop|db)", nth=2, times=99, status=500)
    assert apply_to(shop, prune="quarantine").warnings, "the confirmation fails"
    grafana.faults.clear()
    group = rule_group_id("shop", "app")
    (shop / "alerts/shop.py").write_text(before, encoding="utf-8")
    apply_to(shop)
    with plan_for(shop) as planned:
        assert [rule["isPaused"] for rule in planned.live[group].spec["rules"]] == [False, False]


def test_what_is_in_quarantine_is_deleted_in_the_end(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    drop(shop, "dashboards/shop.py", "second")
    drop(shop, "alerts/shop.py", "app")
    apply_to(shop, prune="quarantine")
    result = apply_to(shop, prune="delete")
    assert sorted(one.change.title for one in result.results) == ["Quarantine of shop", "Second", "app"]
    with plan_for(shop) as planned:
        assert SECOND not in planned.live
        assert ResourceId(ResourceKind.FOLDER, "gitops-shop-quarantine") not in planned.manifest.objects


def test_what_neither_the_code_nor_grafana_has_leaves_the_manifest_with_the_next_write(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    with plan_for(shop) as planned:
        planned.adapters[ResourceKind.DASHBOARD].delete(planned.live[SECOND])
    drop(shop, "dashboards/shop.py", "second")
    assert apply_to(shop).writes == 0
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    apply_to(shop)
    with plan_for(shop) as planned:
        assert not planned.manifest.owns(SECOND)
