"""Rollback: what a run created is deleted, what it changed put back, what it deleted made again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from glimpse_gitops.errors import LeaseHeldError, MissingSecretError, UnsafePlanError, UsageError
from glimpse_gitops.files.journal import read_run, runs_in
from glimpse_gitops.model.plan import Action, ApplyResult, Outcome
from glimpse_gitops.model.plan_choices import CAREFUL, PlanChoices
from glimpse_gitops.model.resource import ResourceId, ResourceKind
from glimpse_gitops.model.run import EntryState
from glimpse_gitops.plan.normalise import normalise
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.conduct import Conduct
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.lease import leased
from glimpse_gitops.workflow.plan import Planned, planning
from glimpse_gitops.workflow.rollback import rolling_back

from .conftest import SECRETS, edit

PlanFor = Callable[..., AbstractContextManager[Planned]]
Journaled = Callable[..., ApplyResult]
RollBack = Callable[..., ApplyResult]


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    return tmp_path / ".glimpse-gitops" / "runs"


@pytest.fixture
def journaled(plan_for: PlanFor, journals: Path) -> Journaled:
    """`journaled(root, **choices)`: apply with a journal."""

    def run(root: Path, **options: object) -> ApplyResult:
        with plan_for(root, **options) as planned:
            return apply(planned, Conduct("kim at laptop", journals))

    return run


@pytest.fixture
def roll_back(grafana: SandboxServer, shop: Path, journals: Path) -> RollBack:
    """`roll_back(run)`: undo it."""

    def undo(run: str, choices: PlanChoices = CAREFUL, secrets: dict[str, str] = SECRETS) -> ApplyResult:
        environ = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **secrets}
        connection = Connection(grafana.url, environ)
        with rolling_back(shop, connection, journals, run, choices) as (planned, record):
            return apply(planned, Conduct("kim at laptop", journals, f"rollback {record.head.id}"))

    return undo


def everything(plan_for: PlanFor, root: Path) -> dict[str, object]:
    """All that is live, canonical."""
    with plan_for(root) as planned:
        known = {*planned.desired, *planned.manifest.objects}
        return {
            str(id): normalise(id.kind, resource.spec)
            for kind, adapter in planned.adapters.items()
            for id, resource in adapter.read([one for one in known if one.kind is kind]).items()
            if not id.identity.startswith("gitops")
        }


def change_a_bit_of_everything(root: Path) -> None:
    """One object of each kind is changed, one dashboard made, one left out."""
    edit(root, "stack/things.py", "localhost:9090", "localhost:9091")
    edit(root, "stack/things.py", '"Above"', '"High above"')
    edit(root, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    edit(root, "dashboards/shop.py", "second = ", 'third = Dashboard(uid="shop-3", title="3", panels=[up])\n_second = ')
    edit(root, "alerts/shop.py", 'for_="90m"', 'for_="10m"')
    edit(root, "alerts/routing.py", 'recipient="#a"', 'recipient="#b"')
    edit(root, "alerts/routing.py", "x|y", "x|z")
    edit(root, "alerts/routing.py", "january:march", "january:april")
    edit(root, "alerts/routing.py", "}}Shop{{", "}}The shop{{")


def test_a_run_over_all_kinds_is_undone(
    shop: Path, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    journaled(shop)
    before = everything(plan_for, shop)
    change_a_bit_of_everything(shop)
    allowed = {"policy-root", "contact-point:mail", "contact-point:chat"}
    run = journaled(shop, prune="delete", allow=frozenset(allowed)).run
    assert everything(plan_for, shop) != before
    undone = roll_back(run)
    assert [one.message for one in undone.results if one.outcome is not Outcome.DONE] == []
    assert {one.change.action for one in undone.results} == {Action.CREATE, Action.UPDATE, Action.DELETE}
    after = everything(plan_for, shop)
    assert after.pop("dashboard shop-2") == before.pop("dashboard shop-2")
    assert after == before
    with plan_for(shop) as planned:
        assert ResourceId(ResourceKind.DASHBOARD, "shop-3") not in planned.manifest.objects
        assert not planned.plan.refused and not planned.plan.drift, "the manifest says what is there"


def test_a_rollback_can_be_rolled_back(
    shop: Path, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    journaled(shop)
    edit(shop, "dashboards/shop.py", "sum(up)", "avg(up)")
    after = journaled(shop)
    roll_back(roll_back(after.run).run)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_the_first_run_is_undone_to_nothing(
    shop: Path, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    undone = roll_back(journaled(shop).run)
    assert {one.change.action for one in undone.results} == {Action.DELETE}
    assert {one.outcome for one in undone.results} == {Outcome.DONE}
    with plan_for(shop) as planned:
        assert {change.action for change in planned.plan.changes} == {Action.CREATE}
        assert not planned.manifest.objects


def test_what_was_changed_since_the_run_is_refused_unless_told_otherwise(
    shop: Path, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    journaled(shop)
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    run = journaled(shop).run
    edit(shop, "dashboards/shop.py", "count(up < 1)", "count(up < 2)")
    journaled(shop)
    with pytest.raises(UnsafePlanError, match="it was changed since that run"):
        roll_back(run)
    roll_back(run, PlanChoices(overwrite_drift=True))
    assert "count(up == 0)" in str(everything(plan_for, shop)["dashboard shop-1"])


def test_a_contact_point_gets_todays_secret_and_a_missing_one_is_named_before_the_first_write(
    shop: Path, grafana: SandboxServer, journaled: Journaled, roll_back: RollBack
) -> None:
    journaled(shop)
    edit(shop, "alerts/routing.py", 'recipient="#a"', 'recipient="#b"')
    run = journaled(shop).run
    grafana.requests.clear()
    with pytest.raises(MissingSecretError, match=r"\$SLACK_URL"):
        roll_back(run, secrets={})
    assert not grafana.requests.writes()
    roll_back(run, secrets={**SECRETS, "SLACK_URL": "https://hooks.slack.example/today"})
    assert any("https://hooks.slack.example/today" in str(request.body) for request in grafana.requests.writes())


def test_a_rollback_waits_for_the_lease_like_any_apply(
    shop: Path, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    run = journaled(shop).run
    with plan_for(shop) as planned, leased(planned, "other", "lee"), pytest.raises(LeaseHeldError, match="lee"):
        roll_back(run)


def test_a_run_against_another_grafana_is_not_undone_here(
    shop: Path, journaled: Journaled, journals: Path, roll_back: RollBack
) -> None:
    run = journaled(shop).run
    file = journals / f"{run}.jsonl"
    file.write_text(file.read_text().replace("http://127.0.0.1", "http://elsewhere", 1))
    with pytest.raises(UsageError, match="was for Grafana http://elsewhere"):
        roll_back(run)


def test_a_journal_holds_no_secret_and_is_its_owners_only(shop: Path, journaled: Journaled, journals: Path) -> None:
    edit(shop, "alerts/routing.py", 'url="http://127.0.0.1:9/hook"', 'url=env("HOOK_URL")')
    secrets = {**SECRETS, "HOOK_URL": "http://127.0.0.1:9/CANARY-3"}
    journaled(shop, secrets=secrets)
    edit(shop, "alerts/routing.py", 'recipient="#a"', 'recipient="#b"')
    journaled(shop, secrets={**secrets, "HOOK_URL": "http://127.0.0.1:9/CANARY-4"}, overwrite_drift=True)
    edit(shop, "alerts/routing.py", "Route(chat", "Route(mail")
    edit(shop, "alerts/routing.py", "chat = ", "_chat = ")
    journaled(shop, secrets={}, prune="delete")
    for file in journals.glob("*.jsonl"):
        assert "CANARY" not in file.read_text(encoding="utf-8")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    deleted = [entry for entry in runs_in(journals)[0].entries if entry.action is Action.DELETE]
    assert [entry.title for entry in deleted] == ["chat"]
    assert "[REDACTED]" in str(deleted[0].before)


def test_a_deleted_contact_point_comes_back_with_the_secrets_that_an_earlier_run_named(
    shop: Path, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    journaled(shop)
    before = everything(plan_for, shop)
    edit(shop, "alerts/routing.py", "Route(chat", "Route(mail")
    edit(shop, "alerts/routing.py", "chat = ", "_chat = ")
    run = journaled(shop, prune="delete").run
    roll_back(run)
    assert everything(plan_for, shop)["contact point chat"] == before["contact point chat"]


def test_a_deleted_contact_point_whose_secrets_nobody_names_is_refused(
    shop: Path, journaled: Journaled, journals: Path, roll_back: RollBack
) -> None:
    first = journaled(shop).run
    edit(shop, "alerts/routing.py", "Route(chat", "Route(mail")
    edit(shop, "alerts/routing.py", "chat = ", "_chat = ")
    run = journaled(shop, prune="delete").run
    (journals / f"{first}.jsonl").unlink()
    with pytest.raises(
        UnsafePlanError, match="chat: nothing says where its secrets come from today: channel slack, url"
    ):
        roll_back(run)


def test_a_journal_tells_how_far_a_run_came(
    shop: Path, grafana: SandboxServer, journaled: Journaled, journals: Path
) -> None:
    grafana.faults.order(method="POST", path="/contact-points", times=99, status=400)
    run = journaled(shop).run
    record = read_run(journals, run)
    assert record.ended == "partly applied"
    assert record.count(EntryState.FAILED) == 2
    assert record.count(EntryState.NOT_TRIED) == 1, "the policy"
    assert [one.head.id for one in runs_in(journals)] == [run]
    assert record.head.by == "kim at laptop"


def test_what_a_run_did_not_come_to_is_left_alone_by_its_rollback(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, journaled: Journaled, roll_back: RollBack
) -> None:
    grafana.faults.order(method="POST", path="/contact-points", times=99, status=400)
    run = journaled(shop).run
    grafana.faults.clear()
    undone = roll_back(run)
    assert {one.outcome for one in undone.results} == {Outcome.DONE}
    with plan_for(shop) as planned:
        assert {change.action for change in planned.plan.changes} == {Action.CREATE}


def test_of_two_runs_in_one_second_the_later_one_is_the_last(journaled: Journaled, shop: Path, journals: Path) -> None:
    run = journaled(shop).run
    first = journals / f"{run}.jsonl"
    second = journals / f"{run.rpartition('-')[0]}-000000.jsonl"
    second.write_text(first.read_text(encoding="utf-8").replace(run, second.stem), encoding="utf-8")
    os.utime(second, ns=(0, first.stat().st_mtime_ns + 1))
    assert [one.head.id for one in runs_in(journals)] == [second.stem, run]
    assert read_run(journals, "last").head.id == second.stem


def test_a_rollback_says_which_rules_become_locked_by_it(
    shop: Path, grafana: SandboxServer, journaled: Journaled, journals: Path
) -> None:
    edit(shop, "pyproject.toml", "datasource =", 'provenance = "editable"\ndatasource =')
    journaled(shop)
    edit(shop, "alerts/shop.py", 'for_="5m"', 'for_="6m"')
    run = journaled(shop).run
    edit(shop, "pyproject.toml", 'provenance = "editable"\n', "")
    environ = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **SECRETS}
    with rolling_back(shop, Connection(grafana.url, environ), journals, run) as (planned, _):
        assert "rule group shop/app can be edited in Grafana's UI no more" in " ".join(planned.plan.warnings)


def test_it_is_said_what_is_read(
    shop: Path, grafana: SandboxServer, journaled: Journaled, request: pytest.FixtureRequest
) -> None:
    journaled(shop)
    steps: list[str] = []
    environ = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **SECRETS}
    with planning(shop, Connection(grafana.url, environ, step=steps.append)):
        assert steps[0] == "building the project"
        assert {"reading folders", "reading dashboards", "comparing"} <= set(steps)
        assert steps[-1] == ""
    if "11.6" in request.node.name:
        assert any(step.startswith("reading dashboards: 2 of ") for step in steps), "one request each"
