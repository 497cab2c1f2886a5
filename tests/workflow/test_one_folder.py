"""A service account that may edit one folder, and the project that it applies there."""

from __future__ import annotations

import json
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from glimpse_gitops.errors import NotAuthorisedError, UnsafePlanError, UsageError
from glimpse_gitops.model.plan import Action, ApplyResult, Outcome
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.drift import find_drift
from glimpse_gitops.workflow.plan import Planned, planning

from .conftest import edit

PROJECT = {
    "pyproject.toml": """
[tool.glimpse-gitops]
owner = "team"
project = "p-team"
folder = "team"
datasource = "prom"
manifest_folder = "team"
""",
    "dashboards/team.py": """
from glimpse_gitops.authoring import Dashboard, Datasource, Folder, TimeSeries
prometheus = Datasource.existing("prom", "prometheus")
sub = Folder("team-sub", "Sub", parent=Folder.existing("team"))
up = TimeSeries(title="Up", unit="short", targets=[prometheus.query("sum(up)", "up")])
first = Dashboard(uid="team-1", title="First", panels=[up])
second = Dashboard(uid="team-2", title="Second", folder=sub, panels=[up])
""",
    "alerts/team.py": """
from glimpse_gitops.authoring import AlertRule, RuleGroup
from dashboards.team import sub
app = RuleGroup("app", rules=[
    AlertRule("Down", expr="up == 0", for_="90m", keep_firing_for="10m", labels={"severity": "critical"}, summary="x"),
    AlertRule("Many", expr="count(up) > 10", for_="5m", labels={"severity": "warning"}, summary="many"),
])
more = RuleGroup("더 / more", folder=sub, rules=[AlertRule("Other", expr="absent(up)", for_="1m", summary="other")])
""",
}

PlanFor = Callable[..., AbstractContextManager[Planned]]


class Admin:
    """The administrator, who makes the account and its folder."""

    def __init__(self, grafana: SandboxServer) -> None:
        self.grafana = grafana

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        login = b64encode(f"{self.grafana.login}:{self.grafana.password}".encode()).decode()
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.grafana.url + path, data, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def account(self, role: str, *folders: str) -> str:
        """The token of a new account of the role, which may edit these folders, and nobody else may."""
        account = self.ask("POST", "/api/serviceaccounts", {"name": f"ci-{role}", "role": role})
        for folder in folders:
            items = [{"userId": account["id"], "permission": 2}]
            self.ask("POST", f"/api/folders/{folder}/permissions", {"items": items})
        return str(self.ask("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": f"ci-{role}"})["key"])

    def rules(self) -> list[dict[str, Any]]:
        return list(self.ask("GET", "/api/v1/provisioning/alert-rules"))


@pytest.fixture
def admin(grafana: SandboxServer) -> Admin:
    admin = Admin(grafana)
    admin.ask("POST", "/api/folders", {"uid": "team", "title": "Team"})
    body = {"uid": "prom", "name": "prom", "type": "prometheus", "access": "proxy", "url": "http://127.0.0.1:9"}
    admin.ask("POST", "/api/datasources", body)
    return admin


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """The project, on disk."""
    for path, text in PROJECT.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@contextmanager
def planned_by(token: str, grafana: SandboxServer, root: Path, **choices: Any) -> Iterator[Planned]:
    with planning(root, Connection(grafana.url, {"GRAFANA_TOKEN": token}), PlanChoices(**choices)) as planned:
        yield planned


def apply_as(token: str, grafana: SandboxServer, root: Path, **choices: Any) -> ApplyResult:
    with planned_by(token, grafana, root, **choices) as planned:
        result = apply(planned)
    assert {one.outcome for one in result.results} <= {Outcome.DONE}, result.results
    return result


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
    login = b64encode(f"{grafana.login}:{grafana.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json", "X-Disable-Provenance": "true"}
    request = urllib.request.Request(grafana.url + path, json.dumps(group).encode(), headers, method="PUT")
    urllib.request.urlopen(request).close()
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


def test_locked_rules_are_refused_before_the_first_write(
    team: Path, grafana: SandboxServer, admin: Admin, viewer: str
) -> None:
    apply_as(viewer, grafana, team)
    path = "/api/v1/provisioning/folder/team/rule-groups/app"
    admin.ask("PUT", path, admin.ask("GET", path))
    with planned_by(viewer, grafana, team) as unchanged:
        assert unchanged.plan.is_empty
    edit(team, "alerts/team.py", "count(up) > 10", "count(up) > 11")
    grafana.requests.clear()
    with (
        planned_by(viewer, grafana, team) as planned,
        pytest.raises(UnsafePlanError, match="cannot write alert rules that are locked: rule group team/app"),
    ):
        apply(planned)
    assert not grafana.requests.writes()


def test_an_account_without_a_place_for_the_manifest_is_told_the_setting(
    team: Path, grafana: SandboxServer, viewer: str
) -> None:
    edit(team, "pyproject.toml", 'manifest_folder = "team"', "")
    grafana.requests.clear()
    with (
        planned_by(viewer, grafana, team) as planned,
        pytest.raises(NotAuthorisedError, match='in folder "gitops"') as refusal,
    ):
        apply(planned)
    assert 'manifest_folder = "team"' in refusal.value.hint
    assert not grafana.requests.writes()


def test_a_manifest_folder_that_is_not_there_is_told_before_the_first_write(
    team: Path, grafana: SandboxServer, viewer: str
) -> None:
    edit(team, "pyproject.toml", 'manifest_folder = "team"', 'manifest_folder = "none"')
    grafana.requests.clear()
    with planned_by(viewer, grafana, team) as planned, pytest.raises(UsageError, match='manifest_folder is "none"'):
        apply(planned)
    assert not grafana.requests.writes()


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


def test_an_account_of_no_role_is_told_that_it_may_not_query(team: Path, grafana: SandboxServer, admin: Admin) -> None:
    token = admin.account("None", "team")
    grafana.requests.clear()
    with (
        planned_by(token, grafana, team) as planned,
        pytest.raises(NotAuthorisedError, match=r'query data source "prom", .* \(datasources:query\)') as refusal,
    ):
        apply(planned)
    assert "role Viewer" in refusal.value.hint
    assert not grafana.requests.writes()


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


def test_all_kinds_that_may_not_be_read_are_told_at_once(team: Path, grafana: SandboxServer, admin: Admin) -> None:
    (team / "alerts" / "team.py").write_text(
        "from glimpse_gitops.authoring import ContactPoint, Email, NotificationPolicy\n"
        'mail = ContactPoint("mail", Email("a@example.com"))\npolicy = NotificationPolicy(mail)\n',
        encoding="utf-8",
    )
    token = admin.account("None", "team")
    with pytest.raises(NotAuthorisedError) as refusal, planned_by(token, grafana, team):
        pass
    assert refusal.value.message.splitlines()[1:] == [
        "  contact points (alert.notifications:read)",
        "  a notification policy (alert.notifications:read)",
    ]
    assert "role Viewer" in refusal.value.hint


def test_contact_points_are_refused_to_a_viewer_with_the_role_that_writes_them(
    team: Path, grafana: SandboxServer, viewer: str
) -> None:
    (team / "alerts" / "mail.py").write_text(
        "from glimpse_gitops.authoring import ContactPoint, Email\n"
        'mail = ContactPoint("mail", Email("a@example.com"))\n',
        encoding="utf-8",
    )
    with (
        planned_by(viewer, grafana, team) as planned,
        pytest.raises(NotAuthorisedError, match="create contact points") as refusal,
    ):
        apply(planned)
    assert "role Editor" in refusal.value.hint
