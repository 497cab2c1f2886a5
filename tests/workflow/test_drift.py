"""What people change in Grafana, on every version of the sandbox: named, kept, merged, refused, undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import UnsafePlanError
from glimpse_gitops.grafana.adapters import adapters_for
from glimpse_gitops.model.plan import ApplyResult, Cause
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind, rule_group_id
from glimpse_gitops.report.drift_text import drift_json, drift_text
from glimpse_gitops.report.plan_text import plan_text
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.drift import find_drift
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit
from .people import by_hand

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]

BOARD = ResourceId(ResourceKind.DASHBOARD, "shop-1")
GROUP = rule_group_id("shop", "app")


def live(plan_for: PlanFor, root: Path, id: ResourceId) -> Resource:
    with plan_for(root) as planned:
        return planned.live[id]


def expr_of(board: Resource, panel: int) -> str:
    return str(board.spec["dashboard"]["panels"][panel]["targets"][0]["expr"])


def set_expr(panel: int, expr: str) -> Callable[[dict[str, Any]], None]:
    def change(spec: dict[str, Any]) -> None:
        spec["dashboard"]["panels"][panel]["targets"][0]["expr"] = expr

    return change


def test_what_people_changed_is_named_and_writes_nothing(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    by_hand(grafana, BOARD, set_expr(0, "sum(up) * 2"))
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        found = find_drift(planned)
        (drift,) = found.drift
        assert (drift.where, drift.before, drift.after) == ('panel "Up", query A, expr', "sum(up)", "sum(up) * 2")
        assert drift.by == "admin"
        assert drift.at.startswith("20")
        assert "sum(up) → sum(up) * 2" in plan_text(planned.plan)
        assert "but for changes made in Grafana to 1 of them" in plan_text(planned.plan)
        assert "1 of" in drift_text(found.drift, found.objects)
        assert json.loads(drift_json(found.drift, found.objects))["drift"][0]["id"] == "shop-1"
    grafana.requests.clear()
    assert apply_to(shop).writes == 0
    with plan_for(shop):
        assert {request.method for request in grafana.requests} == {"GET"}


def test_the_code_changes_one_panel_and_people_another(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    by_hand(grafana, BOARD, set_expr(0, "sum(up) * 2"))
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    apply_to(shop)
    board = live(plan_for, shop, BOARD)
    assert (expr_of(board, 0), expr_of(board, 1)) == ("sum(up) * 2", "count(up < 1)")
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert [drift.where for drift in planned.plan.drift] == ['panel "Up", query A, expr']


def test_what_both_changed_is_refused_until_the_code_is_told_to_win(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    by_hand(grafana, BOARD, set_expr(1, "down"))
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    with plan_for(shop) as planned:
        (change,) = planned.plan.refused
        assert "by admin" in change.reason
        assert [(field.before, field.after, field.cause) for field in change.fields] == [
            ("down", "count(up < 1)", Cause.BOTH)
        ]
        assert len(find_drift(planned).drift) == 1
    grafana.requests.clear()
    with pytest.raises(UnsafePlanError, match="--overwrite-drift"):
        apply_to(shop)
    assert not grafana.requests.writes()
    apply_to(shop, overwrite_drift=True)
    assert expr_of(live(plan_for, shop, BOARD), 1) == "count(up < 1)"


def test_told_to_win_the_code_undoes_what_only_people_changed(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    by_hand(grafana, BOARD, set_expr(0, "sum(up) * 2"))
    apply_to(shop, overwrite_drift=True)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert not planned.plan.drift
        assert expr_of(planned.live[BOARD], 0) == "sum(up)"


def test_a_rule_that_was_paused_stays_paused_through_changes_of_its_group(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)

    def pause(spec: dict[str, Any]) -> None:
        spec["rules"][0]["isPaused"] = True

    by_hand(grafana, GROUP, pause)
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    with plan_for(shop) as planned:
        assert not planned.plan.drift, "whether a rule is paused is left to Grafana where the code says nothing"
    apply_to(shop)
    assert [rule["isPaused"] for rule in live(plan_for, shop, GROUP).spec["rules"]] == [True, False]


def test_a_rule_that_people_added_to_our_group_stays(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)

    def add(spec: dict[str, Any]) -> None:
        spec["rules"].append({**spec["rules"][1], "uid": "mine", "title": "Mine"})

    by_hand(grafana, GROUP, add)
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    apply_to(shop)
    rules = live(plan_for, shop, GROUP).spec["rules"]
    assert [(rule["title"], rule["for"]) for rule in rules] == [("Down", "1h30m"), ("Many", "6m"), ("Mine", "5m")]
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_a_channel_that_people_changed_is_kept_and_its_secret_too(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    chat = ResourceId(ResourceKind.CONTACT_POINT, "chat")

    def change(spec: dict[str, Any]) -> None:
        for channel in spec["integrations"]:
            if channel["type"] == "slack":
                channel["settings"]["recipient"] = "#b"

    by_hand(grafana, chat, change)
    edit(shop, "alerts/routing.py", "http://127.0.0.1:9/hook", "http://127.0.0.1:9/other")
    apply_to(shop)
    settings = {one["type"]: one["settings"] for one in live(plan_for, shop, chat).spec["integrations"]}
    assert settings["slack"]["recipient"] == "#b"
    assert settings["webhook"]["url"] == "http://127.0.0.1:9/other"
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_what_people_deleted_is_named_and_made_again(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    with plan_for(shop) as planned:
        adapters_for(planned.client)[ResourceKind.DASHBOARD].delete(planned.live[BOARD])
    with plan_for(shop) as planned:
        assert [drift.is_deletion for drift in find_drift(planned).drift] == [True]
        assert "dashboard Shop: deleted in Grafana" in plan_text(planned.plan)
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert not find_drift(planned).drift


def test_an_apply_that_was_cut_off_is_no_drift(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    grafana.faults.order(method="PUT", path="gitops-shop", nth=2, times=99, status=400)
    grafana.faults.order(method="POST", path="dashboards/db", nth=3, times=99, status=400)
    assert apply_to(shop).warnings
    grafana.faults.clear()
    edit(shop, "dashboards/shop.py", "count(up < 1)", "count(up < 2)")
    with plan_for(shop) as planned:
        assert not planned.plan.refused
        assert not planned.plan.drift


def test_where_the_list_of_what_is_ours_is_gone_nothing_is_called_clean(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    with plan_for(shop) as planned:
        assert not find_drift(planned).lost_list
        assert planned.page is not None
        adapters_for(planned.client)[ResourceKind.DASHBOARD].delete(planned.page)
    with plan_for(shop) as planned:
        found = find_drift(planned)
    assert found.lost_list == "gitops-shop"
    assert json.loads(drift_json(found.drift, found.objects, found.lost_list))["known"] is False
    apply_to(shop)
    with plan_for(shop) as planned:
        assert not find_drift(planned).lost_list
