"""What a service account that may edit one folder is told before its first write."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import NotAuthorisedError, UnsafePlanError, UsageError
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply

from .conftest import edit
from .one_folder import Admin, apply_as, planned_by, write_project


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
