"""An apply that is interrupted ends in good order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from glimpse_gitops.files.journal import read_run
from glimpse_gitops.model.plan import ApplyResult, Outcome
from glimpse_gitops.model.resource import ResourceKind
from glimpse_gitops.plan.lease import lease_id
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.conduct import Conduct, Progress
from glimpse_gitops.workflow.plan import Planned

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]


def test_an_interrupt_finishes_the_current_write_and_begins_no_other(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    conduct = Conduct(journal=shop / "runs")
    grafana.faults.order(method="PUT", path="/templates/", before=conduct.stop.set)
    with plan_for(shop) as planned:
        result = apply(planned, conduct)
        assert planned.adapters[ResourceKind.FOLDER].read_one(lease_id("shop", 1)) is None
    assert result.interrupted
    assert [one.change.id.kind for one in result.results if one.outcome is Outcome.DONE][-1] is ResourceKind.TEMPLATE
    assert {one.message for one in result.results if one.outcome is Outcome.SKIPPED} == {"not tried: interrupted"}
    assert read_run(shop / "runs", result.run).ended == "interrupted"
    with plan_for(shop) as planned:
        assert len(planned.plan.unchanged) == result.count(Outcome.DONE), "the manifest knows what was done"
    assert {one.outcome for one in apply_to(shop).results} == {Outcome.DONE}


def test_progress_is_told_object_by_object(shop: Path, plan_for: PlanFor) -> None:
    told: list[Progress] = []
    with plan_for(shop) as planned:
        result = apply(planned, Conduct(progress=told.append))
    total = len(result.results)
    assert [(one.done, one.total) for one in told] == [(number, total) for number in range(1, total + 1)]
