"""`init`: a new repository."""

from __future__ import annotations

import tomllib
import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml

from glimpse_gitops.errors import UsageError
from glimpse_gitops.files.journal import DEFAULT
from glimpse_gitops.model.plan import Outcome
from glimpse_gitops.report.routing_text import routing_lines
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.build import build
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.init import init
from glimpse_gitops.workflow.lint import lint
from glimpse_gitops.workflow.plan import planning


def section_of(folder: Path) -> dict[str, Any]:
    return dict(tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["glimpse-gitops"])


def test_a_new_repository_is_built_and_has_no_findings(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    written = init(folder, "shop")
    assert {"dashboards/overview.json", "alerts/service.yml", ".gitignore", "Makefile"} <= set(written)
    assert sorted(written) == sorted(
        file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()
    )
    assert build(folder, check=True).written == ()
    assert lint(folder, []).findings == ()
    assert lint(folder, [folder]).findings == ()


def test_a_new_repository_applies_as_it_is(tmp_path: Path) -> None:
    init(tmp_path, "shop")
    with SandboxServer() as server:
        connection = Connection(server.url, {"GRAFANA_USER": server.login, "GRAFANA_PASSWORD": server.password})
        with planning(tmp_path, connection) as planned:
            assert {one.outcome for one in apply(planned).results} == {Outcome.DONE}
        with planning(tmp_path, connection) as planned:
            assert planned.plan.is_empty


def test_the_policy_of_a_new_repository_sends_its_alert_to_its_contact_point(tmp_path: Path) -> None:
    init(tmp_path, "shop")
    policies = (tmp_path / "alerts/policies.py").rename(tmp_path / "policies.txt")
    with SandboxServer() as server:
        connection = Connection(server.url, {"GRAFANA_USER": server.login, "GRAFANA_PASSWORD": server.password})
        with planning(tmp_path, connection) as planned:
            apply(planned)
        policies.rename(tmp_path / "alerts/policies.py")
        with planning(tmp_path, connection) as planned:
            (line,) = routing_lines(planned.plan.routing)
    assert line.endswith("→ shop-team: HighErrorRatio")


def test_ci_shows_the_plan_of_a_pull_request_and_keeps_the_journal_of_an_apply(tmp_path: Path) -> None:
    init(tmp_path, "shop")
    jobs = yaml.safe_load((tmp_path / ".github/workflows/monitoring.yml").read_text(encoding="utf-8"))["jobs"]
    assert "plan -o markdown" in str(jobs["plan"]["steps"]) and "GITHUB_STEP_SUMMARY" in str(jobs["plan"]["steps"])
    assert "pull_request" in jobs["plan"]["if"]
    upload = jobs["apply"]["steps"][-1]
    assert upload["if"] == "always()"
    assert upload["with"]["path"] == DEFAULT
    assert upload["with"]["include-hidden-files"] is True, "the action leaves out what begins with a dot"


@pytest.mark.parametrize(
    ("folder", "owner", "name"),
    [
        ("My Shop_2", "", "my-shop-2"),
        ("x", "team-a", "team-a"),
        ("-" + "a" * 40, "", "a" * 26),
        ("a" * 25 + "-b", "", "a" * 25),
    ],
)
def test_the_owner_is_the_folders_name_unless_one_is_given(tmp_path: Path, folder: str, owner: str, name: str) -> None:
    init(tmp_path / folder, owner)
    assert section_of(tmp_path / folder)["owner"] == name


@pytest.mark.parametrize(
    ("folder", "owner", "name"),
    [
        ("my-monitoring", "", "my-monitoring"),
        ("monitoring", "", "monitoring"),
        ("shop", "", "shop-monitoring"),
        ("shop-monitoring", "shop", "shop-monitoring"),
        ("x", "premonitoring", "premonitoring-monitoring"),
    ],
)
def test_the_python_project_is_named_monitoring_once(tmp_path: Path, folder: str, owner: str, name: str) -> None:
    init(tmp_path / folder, owner)
    text = (tmp_path / folder / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["project"]["name"] == name


def test_git_ignores_the_folder_of_secrets(tmp_path: Path) -> None:
    init(tmp_path, "shop")
    assert "secrets/" in (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("folder", "owner", "quoted"), [("모니터링", "", "모니터링"), ("x", "My Team", "My Team")])
def test_a_name_that_is_no_owner_is_refused_before_anything_is_written(
    tmp_path: Path, folder: str, owner: str, quoted: str
) -> None:
    with pytest.raises(UsageError, match=f'"{quoted}" is no name for an owner') as caught:
        init(tmp_path / folder, owner)
    assert "--owner" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_every_repository_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        init(tmp_path / name, "shop")
        ids.append(section_of(tmp_path / name)["project"])
    assert ids[0] != ids[1]
    assert all(str(uuid.UUID(one)) == one for one in ids)


def test_a_repository_is_not_made_twice(tmp_path: Path) -> None:
    init(tmp_path, "shop")
    before = section_of(tmp_path)
    with pytest.raises(UsageError, match="init overwrites nothing"):
        init(tmp_path, "other")
    assert section_of(tmp_path) == before
