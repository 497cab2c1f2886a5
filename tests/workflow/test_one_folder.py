"""A service account that may edit one folder applies there what it may."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest

from glimpse_gitops.model.plan import Action
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.drift import find_drift
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit
from .one_folder import Admin, apply_as, planned_by, write_project

PlanFor = Callable[..., AbstractContextManager[Planned]]


@pytest.fixture
def admin(grafana: SandboxServer) -> Admin:
    return Admin(grafana)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return write_project(tmp_path)


@pytest.fixture
def viewer(admin: Admin) -> str:
    """The token of a Viewer who may edit folder `team`."""
    return admin.account("Viewer", "team")


def test_a_viewer_who_may_edit_a_folder_applies_there_and_finds_nothing_left_to_do(
    team: Path, grafana: SandboxServer, admin: Admin, viewer: str
) -> None:
    with planned_by(viewer, grafana, team) as planned:
        (note,) = [warning for warning in planned.plan.warnings if "ruler" in warning]
        assert note.startswith("alert rules are written unlocked, by the ruler's API, since this account")
        apply(planned)
    assert {rule["title"] for rule in admin.rules()} == {"Down", "Many", "Other"}
    assert not any(rule.get("provenance") for rule in admin.rules())
    with planned_by(viewer, grafana, team) as again:
        assert again.plan.is_empty
        assert not any("ruler" in warning for warning in again.plan.warnings)
        assert find_drift(again).drift == ()


def test_manifest_and_lease_stand_in_the_folder_that_the_settings_name(
    team: Path, grafana: SandboxServer, admin: Admin, viewer: str
) -> None:
    grafana.requests.clear()
    apply_as(viewer, grafana, team)
    made = [one.body for one in grafana.requests.writes() if one.path.endswith("/api/folders")]
    assert {(one["uid"], one["parentUid"]) for one in made} == {("gitops-team-lease-1", "team"), ("team-sub", "team")}
    page = admin.ask("GET", "/api/dashboards/uid/gitops-team")
    assert page["meta"]["folderUid"] == "team"
    assert not admin.ask("GET", "/api/folders?parentUid=team")[1:], "the lease was not given back"


def test_only_what_changed_is_written(team: Path, grafana: SandboxServer, viewer: str) -> None:
    apply_as(viewer, grafana, team)
    edit(team, "alerts/team.py", "count(up) > 10", "count(up) > 11")
    grafana.requests.clear()
    apply_as(viewer, grafana, team)
    rules = [one for one in grafana.requests.writes() if "rules" in one.path]
    assert [(one.method, one.path) for one in rules] == [("POST", "/api/ruler/grafana/api/v1/rules/team")]
    with planned_by(viewer, grafana, team) as again:
        assert again.plan.is_empty


def test_what_a_rule_no_longer_says_is_taken_from_it(
    team: Path, grafana: SandboxServer, admin: Admin, viewer: str
) -> None:
    apply_as(viewer, grafana, team)
    edit(team, "alerts/team.py", ' for_="90m", keep_firing_for="10m", labels={"severity": "critical"},', "")
    apply_as(viewer, grafana, team)
    (down,) = [rule for rule in admin.rules() if rule["title"] == "Down"]
    assert (down["for"], down.get("keep_firing_for") or "0s", down.get("labels")) == ("0s", "0s", None)
    with planned_by(viewer, grafana, team) as again:
        assert again.plan.is_empty


def test_rules_move_between_groups_and_come_and_go(
    team: Path, grafana: SandboxServer, admin: Admin, viewer: str
) -> None:
    apply_as(viewer, grafana, team)
    before = {rule["title"]: rule["uid"] for rule in admin.rules()}
    edit(team, "alerts/team.py", 'summary="many"),\n])', 'summary="many"),\n][:1])')
    edit(team, "alerts/team.py", "\nmore =", "\nmany = app.rules and RuleGroup('many', rules=[MANY])\nmore =")
    edit(
        team,
        "alerts/team.py",
        "\napp =",
        f'\nMANY = AlertRule("Many", expr="count(up) > 10", for_="5m", labels={{"severity": "warning"}}, '
        f'summary="many", uid="{before["Many"]}")\napp =',
    )
    apply_as(viewer, grafana, team)
    assert {rule["title"]: (rule["uid"], rule["ruleGroup"]) for rule in admin.rules()}["Many"] == (
        before["Many"],
        "many",
    )
    with planned_by(viewer, grafana, team) as again:
        assert again.plan.is_empty


def test_a_rule_that_was_paused_stays_paused(team: Path, grafana: SandboxServer, admin: Admin, viewer: str) -> None:
    apply_as(viewer, grafana, team)
    path = f"/api/v1/provisioning/folder/team-sub/rule-groups/{quote('더 / more', safe='')}"
    group = admin.ask("GET", path)
    for rule in group["rules"]:
        rule["isPaused"] = True
    admin.ask("PUT", path, group, {"X-Disable-Provenance": "true"})
    edit(team, "alerts/team.py", 'summary="other"', 'summary="another"')
    apply_as(viewer, grafana, team)
    (other,) = [rule for rule in admin.rules() if rule["title"] == "Other"]
    assert (other["isPaused"], other["annotations"]["summary"]) == (True, "another")


def test_what_left_the_code_is_pruned(team: Path, grafana: SandboxServer, admin: Admin, viewer: str) -> None:
    apply_as(viewer, grafana, team)
    text = (team / "alerts/team.py").read_text(encoding="utf-8")
    (team / "alerts/team.py").write_text(text.partition("more =")[0], encoding="utf-8")
    result = apply_as(viewer, grafana, team, prune="delete")
    assert [(one.change.action, one.change.title) for one in result.results] == [(Action.DELETE, "더 / more")]
    assert {rule["title"] for rule in admin.rules()} == {"Down", "Many"}
    with planned_by(viewer, grafana, team, prune="delete") as again:
        assert again.plan.is_empty


def test_a_page_goes_to_the_folder_that_the_settings_name_now(
    team: Path, grafana: SandboxServer, admin: Admin, plan_for: PlanFor
) -> None:
    edit(team, "pyproject.toml", 'manifest_folder = "team"', "")
    with plan_for(team) as planned:
        apply(planned)
    assert admin.ask("GET", "/api/dashboards/uid/gitops-team")["meta"]["folderUid"] == "gitops"
    edit(team, "pyproject.toml", 'owner = "team"', 'owner = "team"\nmanifest_folder = "team"')
    with plan_for(team) as planned:
        assert planned.plan.is_empty
    edit(team, "dashboards/team.py", '"sum(up)"', '"avg(up)"')
    with plan_for(team) as planned:
        apply(planned)
    assert admin.ask("GET", "/api/dashboards/uid/gitops-team")["meta"]["folderUid"] == "team"


@pytest.mark.parametrize("first", ["team", "gitops"])
def test_what_another_owner_manages_is_refused_wherever_the_manifests_stand(
    first: str, team: Path, grafana: SandboxServer, admin: Admin, plan_for: PlanFor
) -> None:
    second = {"team": "gitops", "gitops": "team"}[first]
    edit(team, "pyproject.toml", 'manifest_folder = "team"', f'manifest_folder = "{first}"')
    with plan_for(team) as planned:
        apply(planned)
    edit(team, "pyproject.toml", 'owner = "team"', 'owner = "other"')
    edit(team, "pyproject.toml", f'manifest_folder = "{first}"', f'manifest_folder = "{second}"')
    with plan_for(team, adopt=True) as other:
        assert {change.reason for change in other.plan.refused} == {'owner "team" manages it: its page says so'}
        assert len(other.plan.refused) == len(other.plan.changes) == 5


def test_an_account_of_no_role_applies_dashboards(team: Path, grafana: SandboxServer, admin: Admin) -> None:
    (team / "alerts" / "team.py").unlink()
    token = admin.account("None", "team")
    apply_as(token, grafana, team)
    with planned_by(token, grafana, team) as again:
        assert again.plan.is_empty
        assert find_drift(again).objects == 3
    edit(team, "dashboards/team.py", '"First"', '"The first"')
    result = apply_as(token, grafana, team)
    assert [one.change.title for one in result.results] == ["The first"]
