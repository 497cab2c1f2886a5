"""`plan --out` and `apply FILE`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import StalePlanError, UsageError
from glimpse_gitops.model.plan import Outcome
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.saved_plan import replanning, save_plan

from .conftest import SECRETS, edit

PlanFor = Callable[..., Any]
ApplyTo = Callable[..., Any]


@pytest.fixture
def saved(shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo, tmp_path: Path) -> Path:
    """A plan of two changes, saved."""
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    edit(shop, "dashboards/shop.py", '"Second"', '"Third"')
    file = tmp_path / "plan.json"
    with plan_for(shop) as planned:
        save_plan(file, planned)
    grafana.requests.clear()
    return file


def connection(grafana: SandboxServer) -> Connection:
    return Connection("", {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **SECRETS})


def test_what_was_saved_is_what_is_applied(saved: Path, shop: Path, grafana: SandboxServer, plan_for: PlanFor) -> None:
    with replanning(shop, saved, connection(grafana)) as planned:
        assert {one.outcome for one in apply(planned).results} == {Outcome.DONE}
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_no_secret_is_in_the_file(saved: Path) -> None:
    assert "CANARY" not in saved.read_text(encoding="utf-8")


def test_a_change_of_the_code_after_the_plan_is_refused(saved: Path, shop: Path, grafana: SandboxServer) -> None:
    edit(shop, "dashboards/shop.py", '"Third"', '"Fourth"')
    with pytest.raises(StalePlanError, match="dashboard shop-2"), replanning(shop, saved, connection(grafana)):
        pass
    assert not grafana.requests.writes()


def test_a_change_in_grafana_after_the_plan_is_refused(
    saved: Path, shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    grafana.requests.clear()
    with pytest.raises(StalePlanError, match="since the plan was made"), replanning(shop, saved, connection(grafana)):
        pass
    assert not grafana.requests.writes()


def test_a_plan_is_not_applied_to_another_grafana(saved: Path, shop: Path, grafana: SandboxServer) -> None:
    with SandboxServer(version="12.4") as other:
        elsewhere = replace(connection(other), url=other.url)
        with pytest.raises(UsageError, match="the plan was made for"), replanning(shop, saved, elsewhere):
            pass
        assert not other.requests.writes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "it is not JSON"),
        ("[]", "is no saved plan"),
        ('{"kind": "glimpse-gitops plan", "format": 99}', "a format that this version cannot read"),
        ('{"kind": "glimpse-gitops plan", "format": 1}', "is damaged"),
    ],
)
def test_a_file_that_is_no_plan_is_one_clear_error(
    shop: Path, grafana: SandboxServer, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message), replanning(shop, file, connection(grafana)):
        pass


def run(grafana: SandboxServer, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {
        "GRAFANA_USER": grafana.login,
        "GRAFANA_PASSWORD": grafana.password,
        "GRAFANA_URL": grafana.url,
        **SECRETS,
    }
    command = [sys.executable, "-m", "glimpse_gitops", *arguments]
    return subprocess.run(command, cwd=root, env={**os.environ, **environ}, capture_output=True, text=True, check=False)


def test_the_command_line_saves_shows_and_applies(shop: Path, grafana: SandboxServer) -> None:
    planned = run(grafana, shop, "plan", "--no-lint", "--out", "p.json", "-o", "json", "--exit-code")
    assert planned.returncode == 5, planned.stderr
    shown = json.loads(planned.stdout)
    assert (shown["summary"]["create"], shown["empty"]) == (len(shown["changes"]), False)
    assert run(grafana, shop, "apply", "p.json", "--adopt").returncode == 2
    done = run(grafana, shop, "apply", "p.json")
    assert done.returncode == 0, done.stderr
    stale = run(grafana, shop, "apply", "p.json")
    assert stale.returncode == 7
    assert "make a new plan" in stale.stderr


def test_the_command_line_shows_markdown_for_a_pull_request(shop: Path, grafana: SandboxServer) -> None:
    shown = run(grafana, shop, "plan", "-o", "markdown")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("### Plan for http")
