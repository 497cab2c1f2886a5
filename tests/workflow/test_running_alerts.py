"""Plans and applies while alerts are firing, on every version of the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import EXIT_CODES, cli
from glimpse_gitops.errors import UnsafePlanError
from glimpse_gitops.grafana.rule_states import read_instances
from glimpse_gitops.model.plan import ApplyResult, Outcome
from glimpse_gitops.model.rule_impact import Fate
from glimpse_gitops.report.plan_text import plan_text
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.plan import Planned

from .conftest import SECRETS, edit

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]

STATES = "/api/prometheus/grafana/api/v1/rules"


@pytest.fixture
def firing(shop: Path, grafana: SandboxServer, apply_to: ApplyTo, plan_for: PlanFor) -> Path:
    """The project, applied, with rule Down firing and rule Many pending."""
    apply_to(shop)
    with plan_for(shop) as planned:
        uids = {
            rule["title"]: rule["uid"] for resource in planned.live.values() for rule in resource.spec.get("rules", ())
        }
    grafana.set_alert_state(uids["Down"], "firing")
    grafana.set_alert_state(uids["Many"], "pending")
    grafana.requests.clear()
    return shop


def asked(grafana: SandboxServer) -> int:
    return sum(request.path.startswith(STATES) for request in grafana.requests)


def test_a_plan_says_which_firing_alerts_start_over(firing: Path, plan_for: PlanFor) -> None:
    edit(firing, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    edit(firing, "alerts/shop.py", 'summary="many"', 'summary="too many"')
    with plan_for(firing) as planned:
        text = plan_text(planned.plan)
    assert "Alerts that are active now:\n  Down: 1 firing instance starts over (expr changed)\n" in text
    assert "  Many: keeps its 1 pending instance (only annotations change)\n" in text


def test_an_apply_that_resets_a_firing_alert_is_refused_before_the_first_write(
    firing: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    edit(firing, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    with pytest.raises(UnsafePlanError, match=r"Down: 1 firing instance starts over \(expr changed\)") as refusal:
        apply_to(firing)
    assert "--allow-reset-firing" in refusal.value.hint
    assert not grafana.requests.writes()


def test_it_is_done_where_that_is_allowed(firing: Path, plan_for: PlanFor) -> None:
    edit(firing, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    with plan_for(firing, allow_reset_firing=True) as planned:
        result = apply(planned)
    assert {one.outcome for one in result.results} == {Outcome.DONE}


def test_removing_a_firing_rule_is_refused(firing: Path, apply_to: ApplyTo) -> None:
    edit(firing, "alerts/shop.py", '    AlertRule("Down"', '    AlertRule("Up"')
    with pytest.raises(UnsafePlanError, match=r"Down: 1 firing instance is resolved \(the rule is removed\)"):
        apply_to(firing)


def test_an_annotation_is_changed_while_its_rule_fires(firing: Path, apply_to: ApplyTo) -> None:
    edit(firing, "alerts/shop.py", 'summary="down"', 'summary="it is down"')
    assert {one.outcome for one in apply_to(firing).results} == {Outcome.DONE}


def test_pending_alerts_do_not_stop_an_apply(firing: Path, plan_for: PlanFor) -> None:
    edit(firing, "alerts/shop.py", "count(up) > 10", "count(up) > 20")
    with plan_for(firing) as planned:
        assert "Many: 1 pending instance starts over (expr changed)" in plan_text(planned.plan)
        assert {one.outcome for one in apply(planned).results} == {Outcome.DONE}


def test_another_title_of_a_folder_above_resolves_what_fires_below(firing: Path, apply_to: ApplyTo) -> None:
    edit(firing, "stack/things.py", '"Above"', '"Over"')
    with pytest.raises(
        UnsafePlanError, match=r'Down: 1 firing instance starts over \(title of folder "Over" changed\)'
    ):
        apply_to(firing)


EDITS = [
    ('summary="down"', 'summary="it is down"'),
    ('expr="up == 0"', 'expr="up < 1"'),
    ('for_="90m"', 'for_="1h30m"'),
    ('for_="90m"', 'for_="2h"'),
    ('"severity": "critical"', '"severity": "page"'),
    ("panel=down)", "keep_firing_for='1m', panel=down)"),
    (", panel=down)", ")"),
    ('"Down", ', '"Up", uid="down", '),
    ('    AlertRule("Down"', '    AlertRule("New", expr="up"),\n    AlertRule("Down"'),
    ('RuleGroup("app", ', 'RuleGroup("app", interval="2m", '),
]


@pytest.mark.parametrize(("old", "new"), EDITS, ids=[new.strip() for _, new in EDITS])
def test_what_the_plan_says_of_firing_alerts_is_what_happens(
    firing: Path, grafana: SandboxServer, plan_for: PlanFor, old: str, new: str
) -> None:
    edit(firing, "alerts/shop.py", old, new)
    with plan_for(firing, allow_reset_firing=True) as planned:
        before = read_instances(planned.client)
        lost = {one.edit.uid for one in planned.plan.impacts if one.edit.fate is not Fate.KEPT}
        apply(planned)
        assert set(read_instances(planned.client)) == set(before) - lost


def test_states_are_asked_for_once_and_only_where_a_rule_changes(
    firing: Path, grafana: SandboxServer, plan_for: PlanFor
) -> None:
    with plan_for(firing):
        assert asked(grafana) == 0
    edit(firing, "dashboards/shop.py", "sum(up)", "avg(up)")
    with plan_for(firing):
        assert asked(grafana) == 0
    edit(firing, "alerts/shop.py", 'summary="down"', 'summary="it is down"')
    with plan_for(firing):
        assert asked(grafana) == 1


def test_states_that_may_not_be_read_are_said_to_be_unknown(
    firing: Path, grafana: SandboxServer, plan_for: PlanFor
) -> None:
    edit(firing, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    grafana.faults.order(path=STATES, status=403, body={"message": "no"})
    with plan_for(firing) as planned:
        assert any("whether alerts are firing" in warning for warning in planned.plan.warnings)


def test_the_command_line_exits_with_6_and_goes_on_with_the_flag(firing: Path, grafana: SandboxServer) -> None:
    edit(firing, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    login = {"GRAFANA_URL": grafana.url, "GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password}
    runner = CliRunner(env=login | SECRETS)
    planned = runner.invoke(cli, ["plan", "-C", str(firing)])
    assert "--allow-reset-firing" in planned.stderr
    apply_now = ["apply", "-C", str(firing), "--yes", "--no-lint"]
    refused = runner.invoke(cli, apply_now)
    assert EXIT_CODES[type(refused.exception).__name__] == 6
    done = runner.invoke(cli, [*apply_now, "--allow-reset-firing"], standalone_mode=False)
    assert done.exception is None
    assert "done" in done.stdout
