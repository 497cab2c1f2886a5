"""Whatever is wrong, people get one paragraph that says what and what to do, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from glimpse_gitops.cli.main import EXIT_CODES
from glimpse_gitops.sandbox import SandboxServer

SECTION = '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\n'


@pytest.fixture(scope="module")
def grafana() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(SECTION)
    (tmp_path / "alerts").mkdir()
    return tmp_path


def run(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, input: str | None = None
) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GRAFANA_")}
    return subprocess.run(
        [sys.executable, "-m", "glimpse_gitops", *arguments],
        cwd=cwd,
        env={**clean, **(env or {})},
        input=input,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def assert_says(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    for word in words:
        assert word in done.stderr


def login(grafana: SandboxServer, password: str = "") -> dict[str, str]:
    return {
        "GRAFANA_URL": grafana.url,
        "GRAFANA_USER": grafana.login,
        "GRAFANA_PASSWORD": password or grafana.password,
    }


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp949", "utf-8"])
def test_what_a_terminal_cannot_show_is_escaped(project: Path, encoding: str) -> None:
    (project / "alerts" / "app.py").write_text(
        "from glimpse_gitops.authoring import AlertRule, Folder, Prometheus, RuleGroup\n"
        'rule = AlertRule("경보 😀 → é", expr="up == 0", labels={"severity": "warning"}, summary="x")\n'
        'app = RuleGroup("app", [rule], folder=Folder("shop", "Shop"), datasource=Prometheus(uid="p"))\n',
        encoding="utf-8",
    )
    assert_says(run("lint", cwd=project, env={"PYTHONIOENCODING": encoding}), 0)


def test_outside_of_a_project_the_way_to_one_is_shown(tmp_path: Path) -> None:
    assert_says(run("build", cwd=tmp_path), 2, "pyproject.toml", "glimpse-gitops init")


def test_a_broken_module_is_named_with_line_and_variable(project: Path) -> None:
    (project / "alerts" / "a.py").write_text("limit = 5\nrules = [\n    limit / 0,\n]\n")
    assert_says(run("build", cwd=project), 2, "alerts/a.py:3", "ZeroDivisionError", "`rules`")


def test_a_module_that_is_no_python_is_named_with_its_line(project: Path) -> None:
    (project / "alerts" / "a.py").write_text("rules = [\n\nx = 1\n")
    assert_says(run("lint", cwd=project), 2, "alerts/a.py:", "next:")


def test_a_rule_without_an_expression_is_named(project: Path) -> None:
    (project / "alerts" / "a.py").write_text(
        "from glimpse_gitops.authoring import AlertRule, RuleGroup\n"
        'app = RuleGroup("app", rules=[\n    AlertRule("Empty", expr=""),\n])\n'
    )
    assert_says(run("build", cwd=project), 2, "alerts/a.py:3", "Empty")


def test_an_unknown_command_gets_a_suggestion(project: Path) -> None:
    assert_says(run("aply", cwd=project), 2, "apply")


def test_an_unknown_option_is_refused(project: Path) -> None:
    assert_says(run("plan", "--frce", cwd=project), 2, "--frce")


def test_no_address_says_how_to_give_one(project: Path) -> None:
    assert_says(run("plan", cwd=project), 2, "--url", "glimpse-gitops sandbox")


def test_no_credentials_say_how_to_give_them(project: Path, grafana: SandboxServer) -> None:
    assert_says(run("plan", cwd=project, env={"GRAFANA_URL": grafana.url}), 2, "GRAFANA_TOKEN")


def test_a_user_without_a_password_is_told_so_and_no_login_is_tried(project: Path, grafana: SandboxServer) -> None:
    grafana.requests.clear()
    env = {"GRAFANA_URL": grafana.url, "GRAFANA_USER": "admin"}
    assert_says(run("plan", cwd=project, env=env), 2, "GRAFANA_PASSWORD is not set", "next:")
    env = {"GRAFANA_URL": grafana.url, "GRAFANA_PASSWORD": "glimpse123"}
    assert_says(run("plan", cwd=project, env=env), 2, "GRAFANA_USER is not set", "next:")
    assert not list(grafana.requests)


def test_a_placeholder_is_told_from_a_token_that_is_refused(project: Path, grafana: SandboxServer) -> None:
    for token in ("…", "...", "<token>", "xxx"):
        env = {"GRAFANA_URL": grafana.url, "GRAFANA_TOKEN": token}
        assert_says(run("plan", cwd=project, env=env), 2, "placeholder", "glsa_")


def test_an_address_where_nothing_answers_is_unreachable(project: Path) -> None:
    env = {"GRAFANA_URL": "http://127.0.0.1:9", "GRAFANA_TOKEN": "glsa_x"}
    assert_says(run("plan", cwd=project, env=env), 8, "127.0.0.1:9", "next:")


def test_a_wrong_password_is_not_authorised(project: Path, grafana: SandboxServer) -> None:
    done = run("plan", cwd=project, env=login(grafana, "CANARY-password"))
    assert_says(done, 3, "next:")
    assert "CANARY" not in done.stdout + done.stderr


def test_a_page_instead_of_an_api_is_no_grafana(project: Path, grafana: SandboxServer) -> None:
    grafana.faults.order(path="/api/health", html=True)
    assert_says(run("plan", cwd=project, env=login(grafana)), 8, "HTML")


def test_a_missing_secret_is_named(project: Path, grafana: SandboxServer) -> None:
    (project / "alerts" / "a.py").write_text(
        "from glimpse_gitops.authoring import ContactPoint, Slack, env\n"
        'chat = ContactPoint("chat", Slack(url=env("CHAT_URL")))\n'
    )
    assert_says(run("apply", "--yes", cwd=project, env=login(grafana)), 2, "CHAT_URL", "nothing was written")


def test_an_apply_that_cannot_ask_says_so(project: Path, grafana: SandboxServer) -> None:
    (project / "alerts" / "a.py").write_text(
        'from glimpse_gitops.authoring import Folder\nhome = Folder("home", "Home")\n'
    )
    assert_says(run("apply", cwd=project, env=login(grafana), input=""), 2, "--yes")
    assert "home" not in str(list(grafana.requests)[-1].body)


def test_a_partly_done_apply_says_what_was_not_done(project: Path, grafana: SandboxServer) -> None:
    (project / "alerts" / "a.py").write_text(
        "from glimpse_gitops.authoring import Folder\n"
        'above = Folder("above", "Above")\nbelow = Folder("below", "Below", parent=above)\n'
    )
    grafana.faults.order(method="POST", path="folders", status=403, nth=3)
    done = run("apply", "--yes", cwd=project, env=login(grafana))
    assert_says(done, 4, "next:")
    assert "skipped  folder Below" in done.stdout


def test_a_refused_plan_changes_nothing(project: Path, grafana: SandboxServer) -> None:
    module = project / "alerts" / "a.py"
    module.write_text('from glimpse_gitops.authoring import Folder\nmine = Folder("taken", "First")\n')
    run("apply", "--yes", cwd=project, env=login(grafana))
    (project / "pyproject.toml").write_text(SECTION.replace('"shop"', '"other"'))
    module.write_text('from glimpse_gitops.authoring import Folder\nmine = Folder("taken", "Second")\n')
    assert_says(run("apply", "--yes", cwd=project, env=login(grafana)), 6, "Second", 'owner "shop" manages it')


def test_every_error_of_ours_has_an_exit_code() -> None:
    from glimpse_gitops import errors

    own = {name for name, value in vars(errors).items() if isinstance(value, type) and name != "GlimpseError"}
    assert own == set(EXIT_CODES)


def test_an_error_of_ours_that_has_no_name_of_its_own_still_has_an_exit_code(project: Path) -> None:
    done = run("lint", "nowhere.yml", cwd=project)
    assert_says(done, 2, "nowhere.yml is not there")


def test_a_file_that_holds_no_state_of_a_sandbox_is_named(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("no database\n" * 100)
    assert_says(run("sandbox", "--port", "0", "--state", "state.db", cwd=tmp_path), 2, "state.db", "--state")


def test_a_port_that_is_taken_is_named(tmp_path: Path, grafana: SandboxServer) -> None:
    port = grafana.url.rpartition(":")[2]
    done = run("sandbox", "--port", port, cwd=tmp_path)
    assert_says(done, 2, port, "--port")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["error", "next"], "the web framework too"


def test_a_query_that_lint_refuses_is_not_applied(project: Path, grafana: SandboxServer) -> None:
    (project / "alerts" / "a.py").write_text(
        "from glimpse_gitops.authoring import AlertRule, Folder, Prometheus, RuleGroup\n"
        'home = Folder("lint-gate", "Lint gate")\nprometheus = Prometheus(uid="lint-gate-prom")\n'
        'rules = [AlertRule("Broken", expr="sum(up", for_="5m", labels={"severity": "critical"}, summary="x")]\n'
        'app = RuleGroup("app", rules, folder=home, datasource=prometheus)\n'
    )
    grafana.requests.clear()
    assert_says(run("apply", "--yes", cwd=project, env=login(grafana)), 1, "alerts/a.py:4", "PQ001", "--no-lint")
    assert not grafana.requests.writes()
    assert_says(run("plan", cwd=project, env=login(grafana)), 0, "lint finds 1 error")
    assert run("apply", "--yes", "--no-lint", cwd=project, env=login(grafana)).returncode == 0


def test_an_allowance_that_no_brake_asks_for_is_refused(project: Path, grafana: SandboxServer) -> None:
    for command in (["plan"], ["apply", "--yes"]):
        assert_says(run(*command, "--allow", "nope", cwd=project, env=login(grafana)), 2, '"nope"', "many-dashboards")
    done = run("plan", "--allow", "policy-root", cwd=project, env=login(grafana))
    assert done.returncode == 0, done.stderr
    assert "Note: --allow policy-root is not needed" in done.stdout
