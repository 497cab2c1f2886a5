"""Apply when things go wrong: what fails stops only what needs it, and the next apply goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import GlimpseError
from glimpse_gitops.model.plan import ApplyResult, Outcome
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]


def outcomes(result: ApplyResult) -> dict[str, Outcome]:
    return {f"{one.change.id.kind.value} {one.change.title}": one.outcome for one in result.results}


def test_a_refused_contact_point_stops_the_policy_and_nothing_else(
    shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    grafana.faults.order(method="POST", path="/contact-points", nth=1, times=99, status=400)
    ended = outcomes(apply_to(shop))
    assert ended["contact point chat"] is Outcome.FAILED
    assert ended["notification policy notification policy"] is Outcome.SKIPPED
    assert ended["dashboard Shop"] is Outcome.DONE
    assert ended["rule group app"] is Outcome.DONE


def test_a_refused_folder_stops_what_lies_in_it(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    grafana.faults.order(method="POST", path="/folders$", nth=4, times=99, status=400)
    ended = outcomes(apply_to(shop))
    assert ended["folder Shop"] is Outcome.FAILED
    assert ended["dashboard Shop"] is Outcome.SKIPPED
    assert ended["rule group app"] is Outcome.SKIPPED
    assert ended["contact point chat"] is Outcome.DONE


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": "before"}, {"drop": "after"}, {"html": True}], ids=str)
def test_whatever_request_fails_the_next_apply_makes_up_for_it(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo, fault: dict[str, Any]
) -> None:
    """Faults at one write after the other, in one run each, on what the runs before have left behind."""
    for nth in range(1, 24):
        grafana.faults.clear()
        for method in ("POST", "PUT"):
            grafana.faults.order(method=method, path=".", nth=nth, times=99, **fault)
        try:
            apply_to(shop)
        except GlimpseError:
            continue
    grafana.faults.clear()
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert not [left for left in planned.plan.left_alone if left.why != "not ours"]


def test_a_contact_point_that_was_made_by_half_is_completed(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    """The apply dies between two channels: the second one was never there, so nobody has removed it."""
    grafana.faults.order(method="POST", path="/contact-points", nth=2, times=99, drop="before")
    grafana.faults.order(method="PUT", path="gitops-shop", times=99, drop="before")
    grafana.faults.order(method="POST", path="/dashboards/db", nth=2, times=99, drop="before")
    assert apply_to(shop).warnings
    grafana.faults.clear()
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert not planned.plan.drift
