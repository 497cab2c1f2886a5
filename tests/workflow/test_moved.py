"""Things that get another name in the code, on every version of the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.model.plan import Action, ApplyResult, Outcome
from glimpse_gitops.model.resource import ResourceId, ResourceKind, rule_group_id
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit
from .people import by_hand

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]
ALLOWED = {"allow": frozenset({"policy-root", "contact-point:chat", "contact-point:mail"})}


def uids(plan_for: PlanFor, root: Path) -> dict[str, str]:
    """`group/title` → uid of each live rule."""
    with plan_for(root) as planned:
        groups = [one for id, one in planned.live.items() if id.kind is ResourceKind.RULE_GROUP]
    return {f"{one.title}/{rule['title']}": rule["uid"] for one in groups for rule in one.spec["rules"]}


def ended(result: ApplyResult) -> list[str]:
    return [one.message for one in result.results if one.outcome is not Outcome.DONE]


def test_a_renamed_rule_keeps_its_uid(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    before = uids(plan_for, shop)
    edit(shop, "alerts/shop.py", 'AlertRule("Many",', 'AlertRule("Lots", moved_from="Many",')
    with plan_for(shop) as planned:
        (change,) = planned.plan.changes
        assert [(one.where, one.before, one.after) for one in change.fields] == [('rule "Lots", title', "Many", "Lots")]
    apply_to(shop)
    assert uids(plan_for, shop)["app/Lots"] == before["app/Many"]


def test_a_rule_goes_to_another_group_with_its_uid(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    before = uids(plan_for, shop)
    text = (shop / "alerts/shop.py").read_text(encoding="utf-8")
    many = next(line for line in text.splitlines() if 'AlertRule("Many"' in line)
    edit(shop, "alerts/shop.py", many, "")
    rule = many.strip().rstrip(",").replace('"Many",', '"Many", moved_from="app/Many",')
    edit(shop, "alerts/shop.py", "rules=[AlertRule(", f"rules=[{rule}, AlertRule(")
    assert ended(apply_to(shop)) == []
    assert uids(plan_for, shop)["더 / more/Many"] == before["app/Many"]
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


@pytest.mark.parametrize("prune", ["", "delete"])
def test_a_renamed_group_takes_its_rules_with_it_and_leaves_nothing_behind(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo, prune: str
) -> None:
    apply_to(shop)
    before = uids(plan_for, shop)

    def pause(spec: dict[str, Any]) -> None:
        spec["rules"][0]["isPaused"] = True

    by_hand(grafana, rule_group_id("shop", "app"), pause)
    edit(shop, "alerts/shop.py", 'RuleGroup("app",', 'RuleGroup("errors", moved_from="app",')
    with plan_for(shop, prune=prune) as planned:
        (change,) = planned.plan.changes
        assert (change.action, change.reason) == (Action.CREATE, 'moved from "shop/app"')
        assert "app" not in [left.title for left in planned.plan.left_alone]
    assert ended(apply_to(shop, prune=prune)) == []
    after = uids(plan_for, shop)
    assert {key.replace("app/", "errors/"): uid for key, uid in before.items()} == after
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert [rule["isPaused"] for rule in planned.live[rule_group_id("shop", "errors")].spec["rules"]] == [
            True,
            False,
        ]
        assert not planned.manifest.owns(rule_group_id("shop", "app"))


def test_rules_that_two_groups_exchange_are_never_away(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    def ids() -> dict[str, int]:
        """Uid → the number that a rule keeps for as long as it is there."""
        with grafana.store.transaction():
            return {rule["uid"]: rule["id"] for rule in grafana.store.shelf(1).list("rule")}

    edit(shop, "alerts/shop.py", '"더 / more"', '"more"')
    apply_to(shop)
    before = ids()
    edit(shop, "alerts/shop.py", 'AlertRule("Other",', 'AlertRule("Down", moved_from="app/Down",')
    edit(shop, "alerts/shop.py", 'AlertRule("Down", expr', 'AlertRule("Other", moved_from="more/Other", expr')
    with plan_for(shop) as planned:
        assert len(planned.plan.changes) == 2
    assert ended(apply_to(shop)) == []
    assert ids() == before


def test_what_a_renamed_group_leaves_behind_is_deleted_with_it(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'RuleGroup("app",', 'RuleGroup("errors", moved_from="app",')
    edit(shop, "alerts/shop.py", 'AlertRule("Many"', 'AlertRule("New"')
    assert ended(apply_to(shop)) == []
    assert set(uids(plan_for, shop)) == {"errors/Down", "errors/New", "더 / more/Other"}


def test_routing_keeps_working_while_contact_points_and_timings_get_other_names(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(
        shop,
        "alerts/routing.py",
        'ContactPoint("mail", Email("a@example.com"))',
        'ContactPoint("post", Email("a@example.com"), moved_from="mail")',
    )
    edit(
        shop,
        "alerts/routing.py",
        'MuteTiming("nights", ("22:00", "07:00"), "Asia/Seoul",',
        'MuteTiming("dark", ("22:00", "07:00"), "Asia/Seoul", moved_from="nights",',
    )
    edit(shop, "alerts/routing.py", 'Template("shop",', 'Template("store", moved_from="shop", text=')
    assert ended(apply_to(shop, **ALLOWED)) == []
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        for kind, name in (
            (ResourceKind.CONTACT_POINT, "mail"),
            (ResourceKind.MUTE_TIMING, "nights"),
            (ResourceKind.TEMPLATE, "shop"),
        ):
            assert ResourceId(kind, name) not in planned.live


def test_a_dashboard_under_another_uid_takes_the_place_of_the_old_one(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "dashboards/shop.py", 'uid="shop-1"', 'uid="shop-overview", moved_from="shop-1"')
    with plan_for(shop) as planned:
        made = next(change for change in planned.plan.changes if change.id.identity == "shop-overview")
        assert made.reason.startswith(
            'moved from "shop-1"; its versions, stars and permissions, and links to /d/shop-1'
        )
        (gone,) = planned.plan.by_action(Action.DELETE)
        assert (gone.id.identity, gone.reason) == ("shop-1", "renamed in the code")
        assert planned.plan.changes[-1] is gone, "only once all else is written"
    assert ended(apply_to(shop)) == []
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        links = [
            rule["annotations"].get("__dashboardUid__")
            for id, group in planned.live.items()
            if id.kind is ResourceKind.RULE_GROUP
            for rule in group.spec["rules"]
        ]
        assert "shop-overview" in links
        assert ResourceId(ResourceKind.DASHBOARD, "shop-1") not in planned.manifest.objects


def test_a_dashboard_that_people_changed_is_not_deleted_for_its_new_uid(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    board = ResourceId(ResourceKind.DASHBOARD, "shop-1")

    def retitle(spec: dict[str, Any]) -> None:
        spec["dashboard"]["title"] = "Mine"

    by_hand(grafana, board, retitle)
    edit(shop, "dashboards/shop.py", 'uid="shop-1"', 'uid="shop-overview", moved_from="shop-1"')
    with plan_for(shop) as planned:
        assert [one.id for one in planned.plan.refused] == [board]
