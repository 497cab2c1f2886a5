"""Objects on hold, on every version of the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from glimpse_gitops.errors import ConflictError, UsageError
from glimpse_gitops.model.plan import ApplyResult
from glimpse_gitops.model.resource import ResourceId, ResourceKind
from glimpse_gitops.report.plan_text import plan_text
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.conduct import Conduct, Progress
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.hold import hold, release
from glimpse_gitops.workflow.manifest_record import confirm, note_intent
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]
HOUR = 3_600_000


@pytest.fixture
def connection(grafana: SandboxServer) -> Connection:
    return Connection(grafana.url, {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password})


def test_apply_skips_what_is_on_hold_and_says_so(
    shop: Path, grafana: SandboxServer, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    grafana.requests.clear()
    placed = hold(shop, connection, "shop-1", 4 * HOUR, "incident 42")
    assert len(grafana.requests.writes()) == 1, "the page"
    assert (placed.by, placed.id.identity) == ("admin", "shop-1")
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert [one.title for one in planned.plan.on_hold] == ["Shop"]
        assert "incident 42" in plan_text(planned.plan)
        page = planned.page
    assert page is not None
    content = page.spec["dashboard"]["panels"][0]["options"]["content"]
    assert "| dashboard [Shop](/d/shop-1) |" in content
    grafana.requests.clear()
    assert apply_to(shop).writes == 0


def test_what_is_released_is_written_again(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    hold(shop, connection, "shop-1", HOUR, "incident")
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    release(shop, connection, "shop-1")
    with plan_for(shop) as planned:
        assert [change.title for change in planned.plan.changes] == ["Shop"]
    with pytest.raises(UsageError, match="not on hold"):
        release(shop, connection, "shop-1")


def test_what_is_not_managed_cannot_be_held_and_the_page_that_lists_what_is_managed_is_named(
    shop: Path, connection: Connection, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    with pytest.raises(UsageError, match='manages no object "zzz"') as error:
        hold(shop, connection, "zzz", HOUR, "incident")
    assert error.value.hint == 'the dashboard "GitOps: shop" lists them'


def test_a_hold_that_is_over_holds_nothing_and_leaves_with_the_next_write(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    hold(shop, connection, "shop-1", HOUR, "a while")
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    with plan_for(shop) as planned:
        (placed,) = planned.manifest.holds
        assert planned.manifest.hold_of(placed.id, placed.until - timedelta(seconds=1))
        assert not planned.manifest.hold_of(placed.id, placed.until)


def test_a_hold_outlives_an_apply_of_other_things(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    hold(shop, connection, "Second", HOUR, "incident")
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    apply_to(shop)
    with plan_for(shop) as planned:
        assert [one.id.identity for one in planned.manifest.holds] == ["shop-2"]


def test_what_left_the_code_is_not_deleted_while_it_is_on_hold(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    hold(shop, connection, "shop-2", HOUR, "incident")
    edit(shop, "dashboards/shop.py", "second = ", "_second = ")
    apply_to(shop, prune="delete")
    with plan_for(shop, prune="delete") as planned:
        assert ResourceId(ResourceKind.DASHBOARD, "shop-2") in planned.live
        assert [one.title for one in planned.plan.on_hold] == ["Second"]


def test_an_object_is_found_by_its_title_and_a_wrong_one_is_guessed(
    shop: Path, connection: Connection, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    assert hold(shop, connection, "shop/app", HOUR, "x").id.kind is ResourceKind.RULE_GROUP
    with pytest.raises(UsageError, match="manages no object") as raised:
        hold(shop, connection, "Secnd", HOUR, "x")
    assert '"Second"' in raised.value.hint
    with pytest.raises(UsageError, match="is the name of 2 objects"):
        hold(shop, connection, "Shop", HOUR, "x")


def held_once(root: Path, connection: Connection, what: str) -> Callable[[Progress], None]:
    """Somebody who puts an object on hold in the middle of an apply."""
    asked: list[str] = []

    def on_progress(progress: Progress) -> None:
        if not asked:
            asked.append(what)
            hold(root, connection, what, HOUR, "incident")

    return on_progress


def test_a_hold_that_is_placed_while_an_apply_runs_is_kept_and_disturbs_nothing(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    with plan_for(shop) as planned:
        result = apply(planned, Conduct(progress=held_once(shop, connection, "shop-2")))
    assert not result.warnings
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert [one.id.identity for one in planned.manifest.holds] == ["shop-2"]


def test_a_hold_waits_for_a_page_that_somebody_else_writes(
    shop: Path, grafana: SandboxServer, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    grafana.faults.order(method="PUT", path="gitops-shop", nth=1, status=409)
    grafana.faults.order(method="POST", path="dashboards/db", nth=1, status=412)
    hold(shop, connection, "shop-1", HOUR, "incident")
    with plan_for(shop) as planned:
        assert [one.id.identity for one in planned.manifest.holds] == ["shop-1"]


def test_another_apply_in_between_is_still_a_conflict(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    with plan_for(shop) as planned:
        intent = note_intent(planned, planned.page)
        with plan_for(shop) as other:
            note_intent(replace(other, manifest=replace(other.manifest, lease=99)), other.page)
        with pytest.raises(ConflictError):
            confirm(planned, intent, {})


def test_a_hold_that_is_placed_after_the_plan_stops_only_an_apply_of_that_object(
    shop: Path, connection: Connection, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    with plan_for(shop) as planned:
        hold(shop, connection, "shop-1", HOUR, "incident")
        with pytest.raises(ConflictError, match="dashboard Shop was put on hold after this plan was made"):
            apply(planned)
    release(shop, connection, "shop-1")
    with plan_for(shop) as planned:
        hold(shop, connection, "shop-2", HOUR, "incident")
        assert not apply(planned).warnings
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert [one.id.identity for one in planned.manifest.holds] == ["shop-2"]
