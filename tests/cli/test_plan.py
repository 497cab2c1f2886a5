"""What `plan` says to do next."""

from __future__ import annotations

from pathlib import Path

from glimpse_gitops.sandbox import SandboxServer

from .test_bad_input import login, run

HOME = 'from glimpse_gitops.authoring import Folder\nhome = Folder("home", "{title}")\n'


def project(root: Path, owner: str, title: str) -> Path:
    """A project of one folder."""
    (root / "stack").mkdir(parents=True)
    (root / "pyproject.toml").write_text(f'[tool.glimpse-gitops]\nowner = "{owner}"\nproject = "p-{owner}"\n')
    (root / "stack" / "a.py").write_text(HOME.format(title=title))
    return root


def test_what_another_owner_manages_is_not_offered_for_adoption(tmp_path: Path) -> None:
    first, second = project(tmp_path / "a", "first", "Home"), project(tmp_path / "b", "second", "Mine")
    with SandboxServer() as grafana:
        env = login(grafana)
        assert run("apply", "--yes", cwd=first, env=env).returncode == 0
        planned = run("plan", cwd=second, env=env)
        assert 'owner "first" manages it' in planned.stdout
        assert "--adopt" not in planned.stderr
        assert "next:  what is refused (!) stops an apply: take it out of the code" in planned.stderr
        assert run("apply", "--yes", "--adopt", cwd=second, env=env).returncode == 6


def test_a_saved_plan_is_to_be_applied_only_where_there_is_something_to_do(tmp_path: Path) -> None:
    root = project(tmp_path, "first", "Home")
    with SandboxServer() as grafana:
        env = login(grafana)
        assert "apply plan.json" in run("plan", "--out", "plan.json", cwd=root, env=env).stderr
        assert run("apply", "plan.json", cwd=root, env=env).returncode == 0
        again = run("plan", "--out", "plan.json", cwd=root, env=env)
        assert "Nothing to do" in again.stdout
        assert "apply plan.json" not in again.stderr


def test_a_build_of_an_expression_that_is_not_valid_sends_people_to_lint(tmp_path: Path) -> None:
    root = project(tmp_path, "first", "Home")
    (root / "alerts").mkdir()
    (root / "alerts" / "a.py").write_text(
        "from glimpse_gitops.authoring import AlertRule, RuleGroup\n"
        'app = RuleGroup("app", [AlertRule("Down", "up >> 0.05")], evaluated_by="prometheus")\n'
    )
    done = run("build", cwd=root)
    assert done.returncode == 0
    assert 'warning: alerts/a.py:2: the expression of rule "Down"' in done.stderr
    assert "next:" in done.stderr and "glimpse-gitops lint" in done.stderr


def test_a_stale_build_for_kubernetes_names_the_build_that_mends_it(tmp_path: Path) -> None:
    root = project(tmp_path, "first", "Home")
    found = run("build", "--format", "prometheus-operator", "--check", cwd=root)
    assert found.returncode == 1
    assert "run `glimpse-gitops build --format prometheus-operator`" in found.stderr


def test_before_the_first_run_rollback_says_that_there_is_none(tmp_path: Path) -> None:
    root = project(tmp_path, "first", "Home")
    found = run("rollback", "last", "--url", "http://127.0.0.1:9", cwd=root)
    assert "no run has left a journal in" in found.stderr


def test_what_is_nobodys_is_offered_for_adoption(tmp_path: Path) -> None:
    root = project(tmp_path, "first", "Home")
    with SandboxServer() as grafana:
        env = login(grafana)
        assert run("apply", "--yes", cwd=root, env=env).returncode == 0
        (root / "pyproject.toml").write_text('[tool.glimpse-gitops]\nowner = "x"\nproject = "p-x"\n')
        grafana.store.execute("DELETE FROM document WHERE key = 'gitops-first'", ())
        (root / "stack" / "a.py").write_text(HOME.format(title="Other"))
        assert "--adopt" in run("plan", cwd=root, env=env).stderr
