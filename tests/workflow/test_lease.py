"""The lease: one apply writes at a time, and one that died is in nobody's way for longer than its term."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from glimpse_gitops.errors import ConflictError, GlimpseError, LeaseHeldError
from glimpse_gitops.model.lease import GRACE, TERM
from glimpse_gitops.model.plan import ApplyResult, Outcome
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.plan.lease import lease_id, read_lease
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.conduct import Conduct
from glimpse_gitops.workflow.lease import HeldLease, leased
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]


@pytest.fixture
def planned(shop: Path, plan_for: PlanFor) -> Iterator[Planned]:
    with plan_for(shop) as made:
        yield made


def folder_of(planned: Planned, number: int) -> Resource | None:
    return planned.adapters[ResourceKind.FOLDER].read_one(lease_id("shop", number))


def abandoned(planned: Planned) -> HeldLease:
    """A lease whose holder died: taken, and never given back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeldLease, "give_back", lambda self: None)
        with leased(planned, "dead", "kim at laptop") as lease:
            return lease


def test_who_applies_while_somebody_else_does_is_told_who_since_when_and_until_when(
    shop: Path, plan_for: PlanFor, planned: Planned, grafana: SandboxServer
) -> None:
    with plan_for(shop) as other:
        with leased(planned, "one", "kim at laptop") as lease:
            grafana.requests.clear()
            with pytest.raises(LeaseHeldError) as held:
                apply(other)
            assert not grafana.requests.writes()
        said = held.value.message
        assert said.startswith("kim at laptop applies for owner shop right now: since ")
        assert f"until {lease.lease.until:%H:%M:%S} UTC" in said
        assert "--break-lease" in held.value.hint


def test_a_lease_is_gone_after_the_apply_and_so_is_its_folder(planned: Planned) -> None:
    apply(planned)
    assert folder_of(planned, 1) is None


def test_a_lease_is_given_back_when_the_apply_fails(planned: Planned, grafana: SandboxServer) -> None:
    grafana.faults.order(method="POST", path="dashboards", times=99, status=400)
    with pytest.raises(GlimpseError):
        apply(planned)
    assert folder_of(planned, 1) is None


def test_a_dead_lease_stands_in_the_way_for_its_term_and_no_longer(
    shop: Path, plan_for: PlanFor, planned: Planned, grafana: SandboxServer
) -> None:
    abandoned(planned)
    grafana.clock.advance(TERM)
    with plan_for(shop) as early, pytest.raises(LeaseHeldError):
        apply(early)
    grafana.clock.advance(GRACE)
    with plan_for(shop) as late:
        assert {one.outcome for one in apply(late).results} == {Outcome.DONE}
    assert folder_of(planned, 1) is None, "the next one clears up"
    assert folder_of(planned, 2) is None


def test_a_lease_can_be_broken_and_the_one_who_held_it_stops(shop: Path, plan_for: PlanFor, planned: Planned) -> None:
    lease = abandoned(planned)
    assert lease.is_still_ours()
    with plan_for(shop) as other:
        apply(other, Conduct(break_lease=True))
    assert not lease.is_still_ours()


def test_an_apply_whose_lease_was_broken_stops_before_its_next_batch(
    shop: Path, plan_for: PlanFor, planned: Planned, grafana: SandboxServer
) -> None:
    def take_over() -> None:
        with plan_for(shop) as other:
            apply(other, Conduct(break_lease=True))

    grafana.faults.order(method="POST", path="/api/datasources", before=take_over)
    result = apply(planned)
    skipped = [one for one in result.results if one.outcome is Outcome.SKIPPED]
    assert {one.message for one in skipped} == {
        "not tried: the lease ran out or was taken over, so somebody else may be writing"
    }
    assert {one.change.id.kind for one in skipped} >= {ResourceKind.TEMPLATE, ResourceKind.DASHBOARD}
    assert "not yet noted in the manifest" in result.warnings[0]
    with plan_for(shop) as after:
        assert after.plan.is_empty, "the one that took over has done everything"


def test_an_apply_that_slept_past_its_lease_writes_nothing_more(planned: Planned, grafana: SandboxServer) -> None:
    grafana.faults.order(
        method="POST", path="/api/datasources", before=lambda: grafana.clock.advance(TERM + timedelta(seconds=1))
    )
    result = apply(planned)
    assert [one.change.id.kind for one in result.results if one.outcome is Outcome.DONE] == [
        ResourceKind.FOLDER,
        ResourceKind.FOLDER,
        ResourceKind.DATASOURCE,
    ]
    assert folder_of(planned, 1) is not None, "a lease that ran out belongs to whoever takes over"


def test_a_lease_is_renewed_by_an_apply_that_takes_long(planned: Planned, grafana: SandboxServer) -> None:
    for path in ("/api/datasources", "/templates/", "/mute-timings$", "/policies$"):
        method = "PUT" if path in ("/templates/", "/policies$") else "POST"
        grafana.faults.order(method=method, path=path, before=lambda: grafana.clock.advance(TERM / 2))
    assert {one.outcome for one in apply(planned).results} == {Outcome.DONE}


def test_a_plan_made_before_another_apply_ended_is_stale(shop: Path, plan_for: PlanFor, planned: Planned) -> None:
    with plan_for(shop) as other:
        apply(other)
    with pytest.raises(ConflictError, match=r"another apply for owner shop wrote by admin at .*, after"):
        apply(planned)


def test_a_lease_that_is_no_longer_the_next_one_is_given_back(
    shop: Path, plan_for: PlanFor, planned: Planned, grafana: SandboxServer
) -> None:
    """Another apply comes and goes between our look at the manifest and our folder."""

    def whole_apply() -> None:
        grafana.faults.clear()
        with plan_for(shop) as other:
            apply(other)

    grafana.faults.order(method="POST", path="/api/folders", nth=2, before=whole_apply)
    with pytest.raises(ConflictError, match="after this plan was made"):
        apply(planned)
    assert folder_of(planned, 1) is None


def test_a_creation_that_was_cut_off_after_it_arrived_is_ours(planned: Planned, grafana: SandboxServer) -> None:
    grafana.faults.order(method="POST", path="/api/folders", nth=2, drop="after")
    assert {one.outcome for one in apply(planned).results} == {Outcome.DONE}


def test_a_lease_folder_that_holds_something_is_left(planned: Planned, grafana: SandboxServer) -> None:
    inside = Resource(
        ResourceId(ResourceKind.FOLDER, "inside"), "inside", {"title": "inside", "parentUid": "gitops-shop-lease-1"}
    )
    with leased(planned, "one", "kim") as lease:
        planned.adapters[ResourceKind.FOLDER].write(inside, None, {})
        assert lease.is_still_ours()
    assert folder_of(planned, 1) is not None
    assert planned.adapters[ResourceKind.FOLDER].read_one(inside.id) is not None


def test_a_renamed_lease_is_not_guessed_at(shop: Path, plan_for: PlanFor, planned: Planned) -> None:
    lease = abandoned(planned)
    live = folder_of(planned, 1)
    assert live is not None
    spec = {**lease.folder.spec, "title": "Somebody's"}
    planned.adapters[ResourceKind.FOLDER].write(replace(lease.folder, title="Somebody's", spec=spec), live, {})
    with plan_for(shop) as other, pytest.raises(LeaseHeldError, match="renamed"):
        apply(other)


def test_leases_lie_in_the_folder_of_the_manifests(planned: Planned) -> None:
    with leased(planned, "one", "kim at laptop") as lease:
        live = folder_of(planned, 1)
        assert live is not None
        assert live.spec["parentUid"] == "gitops"
        assert read_lease(live) == lease.lease


def test_of_twelve_applies_at_once_one_writes_and_the_others_say_why_not(
    shop: Path, plan_for: PlanFor, grafana: SandboxServer
) -> None:
    """The others find the lease held, or find that the one has ended since they looked."""
    ended: list[ApplyResult | GlimpseError] = []

    def run(planned: Planned, number: int) -> None:
        try:
            ended.append(apply(planned, Conduct(f"number {number}")))
        except GlimpseError as error:
            ended.append(error)

    with ExitStack() as plans:
        threads = [
            threading.Thread(target=run, args=(plans.enter_context(plan_for(shop)), number)) for number in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    (winner,) = [one for one in ended if isinstance(one, ApplyResult)]
    assert {one.outcome for one in winner.results} == {Outcome.DONE}
    refused = [one for one in ended if isinstance(one, ConflictError)]
    assert len(refused) == 11
    told = ("applies for owner shop right now", "after this plan was made")
    assert [one.message for one in refused if not any(text in one.message for text in told)] == []
    with plan_for(shop) as after:
        assert after.plan.is_empty
        assert folder_of(after, 1) is None


def test_nothing_to_write_needs_no_lease(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    apply_to(shop)
    grafana.requests.clear()
    assert apply_to(shop).writes == 0
    assert not any("lease" in request.path for request in grafana.requests)


def test_each_apply_takes_the_next_number(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    apply_to(shop)
    edit(shop, "dashboards/shop.py", "sum(up)", "avg(up)")
    grafana.requests.clear()
    apply_to(shop)
    made = [str(request.body) for request in grafana.requests.writes() if request.path == "/api/folders"]
    assert ["gitops-shop-lease-2" in body for body in made] == [True]
