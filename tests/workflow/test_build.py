"""`build`, on small projects and on this repository's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from glimpse_gitops.errors import GlimpseError, ProjectError, SettingsError
from glimpse_gitops.workflow.build import build

from ..conftest import SECTION, ProjectMaker

ROOT = Path(__file__).parents[2]
SOURCES = ("stack", "metrics", "dashboards", "alerts")

IMPORTS = "from glimpse_gitops.authoring import *\n"
DASHBOARD = IMPORTS + 'board = Dashboard(uid="a", title="A", panels=[TimeSeries(title="Requests")])\n'
GROUP = IMPORTS + 'app = RuleGroup("app", [AlertRule("Down", "up == 0", {more})])\n'


def files_of(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_every_file_is_written_beside_its_module_and_only_once(project: ProjectMaker) -> None:
    root = project({"dashboards/a.py": DASHBOARD, "alerts/app.py": GROUP.format(more="")})
    assert build(root).written == ("dashboards/a.json", "alerts/app.yml")
    again = build(root)
    assert (again.written, again.unchanged) == ((), ("dashboards/a.json", "alerts/app.yml"))


def test_a_check_writes_nothing_and_says_what_is_stale(project: ProjectMaker) -> None:
    root = project({"dashboards/a.py": DASHBOARD, "alerts/app.py": GROUP.format(more="")})
    build(root)
    project({"alerts/app.py": GROUP.format(more='"5m"')})
    before = files_of(root)
    assert build(root, check=True).written == ("alerts/app.yml",)
    assert files_of(root) == before


def test_an_expression_that_no_prometheus_would_load_is_told_beside_what_is_written(project: ProjectMaker) -> None:
    broken = GROUP.replace("up == 0", "up >> 0").format(more="")
    report = build(project({"dashboards/a.py": DASHBOARD, "alerts/app.py": broken}))
    assert "alerts/app.yml" in report.written
    (fault,) = report.broken
    assert fault.startswith('alerts/app.py:2: the expression of rule "Down" is not valid: ')
    assert build(project({"alerts/app.py": GROUP.format(more="")})).broken == ()


BROKEN: dict[str, tuple[dict[str, str | bytes], type[GlimpseError], str]] = {
    "a module with a syntax error": ({"alerts/b.py": "x = (\n"}, ProjectError, r"alerts/b.py:1: '\(' was never closed"),
    "a module that raises": ({"alerts/b.py": "\nx = 1 / 0\n"}, ProjectError, r"alerts/b.py:2: .*while making `x`"),
    "a rule without expr": (
        {"alerts/b.py": GROUP.replace('"up == 0"', 'expr=""').format(more="")},
        ProjectError,
        r'alerts/b.py:2: ValueError: alert rule "Down" has no expr \(while making `app`\)',
    ),
    "a group that grafana cannot evaluate": (
        {"alerts/b.py": IMPORTS + 'g = RuleGroup("g", [AlertRule("Down", "up == 0")], interval="15s")\n'},
        ProjectError,
        'alerts/b.py:2: rule group "g" has interval 15s',
    ),
    "two dashboards of one uid": (
        {"dashboards/b.py": DASHBOARD.replace('"A"', '"B"')},
        ProjectError,
        "dashboards/a.py:2 and dashboards/b.py:2",
    ),
    "a dashboard without a uid": (
        {"dashboards/b.py": 'x = {"title": "X", "panels": []}\n'},
        ProjectError,
        "dashboards/b.py:1: dashboard x .* has no uid",
    ),
    "a panel that is nowhere": (
        {"alerts/b.py": GROUP.format(more='panel="a/Request"').replace('"app"', '"other"')},
        ProjectError,
        'alerts/b.py:2: alert rule "Down" names panel "a/Request", which is on no dashboard',
    ),
    "a route to nobody": (
        {"alerts/b.py": IMPORTS + 'policy = NotificationPolicy("oncall")\n'},
        ProjectError,
        'alerts/b.py:2: the notification policy names contact point "oncall", which nothing defines',
    ),
    "a setting that is not there": (
        {"alerts/b.py": IMPORTS + 'mail = ContactPoint("mail", Email(setting("people")))\n'},
        ProjectError,
        'alerts/b.py:2: contact point "mail" refers to setting "people", which is not there',
    ),
    "an unknown key in the settings": (
        {"pyproject.toml": SECTION + 'oner = "x"\n'},
        SettingsError,
        'unknown key "oner"',
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_where_one_thing_is_broken_nothing_is_written(project: ProjectMaker, case: str) -> None:
    files, error, message = BROKEN[case]
    root = project({"dashboards/a.py": DASHBOARD, "alerts/app.py": GROUP.format(more=""), **files})
    before = files_of(root)
    with pytest.raises(error, match=message) as caught:
        build(root)
    first, *excerpt = caught.value.message.splitlines()
    assert not excerpt or "^" in excerpt[-1], first
    assert caught.value.hint
    assert files_of(root) == before


def test_a_build_needs_no_secret_and_writes_none(project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_URL", "CANARY")
    chat = IMPORTS + 'chat = ContactPoint("chat", Slack(url=env("SLACK_URL")), PagerDuty(env("UNSET")))\n'
    root = project({"alerts/chat.py": chat, "alerts/app.py": GROUP.format(more="")})
    build(root)
    assert not [path for path, content in files_of(root).items() if b"CANARY" in content]


def copy_of_this_project(folder: Path) -> None:
    """This repository's sources without anything that was made of them."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.json", "*.yml", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)


def test_this_project_builds_to_the_same_bytes_on_every_hash_seed_and_in_every_place(tmp_path: Path) -> None:
    run = "from pathlib import Path; from glimpse_gitops.workflow.build import build; build(Path())"
    builds = []
    for seed in ("0", "1", "4242"):
        folder = tmp_path / f"seed-{seed}"
        copy_of_this_project(folder)
        environ = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{len(seed)}"}
        command = [sys.executable, "-c", run]
        builds.append((folder, subprocess.Popen(command, env=environ, cwd=folder)))
    assert [process.wait() for _, process in builds] == [0, 0, 0]
    first, *others = (files_of(folder) for folder, _ in builds)
    assert {"dashboards/glimpse_overview.json", "alerts/app.yml"} <= first.keys()
    for other in others:
        assert other == first


def test_what_is_committed_is_what_the_code_gives() -> None:
    assert build(ROOT, check=True).written == ()


GUIDE: list[dict[str, Any]] = [
    {
        "alert": "HighErrorRate",
        "expr": 'rate(http_requests_total{status_class="5xx"}[5m]) > 0.05',
        "for": "5m",
        "labels": {"severity": "critical"},
        "summary": "High error rate detected",
    },
    {
        "alert": "HighMemoryUsage",
        "expr": 'nodejs_memory_usage_bytes{type="heap_used"} > 1000000000',
        "for": "10m",
        "labels": {"severity": "warning"},
        "summary": "High memory usage",
    },
]
"""The rules of the guide that Glimpse's users wrote."""


def test_the_alerts_of_glimpse_are_exactly_those_of_its_guide() -> None:
    (app,) = (group for group in committed_groups() if group["name"] == "app")
    summaries = [rule.pop("annotations")["summary"] for rule in app["rules"]]
    assert [{**rule, "summary": summary} for rule, summary in zip(app["rules"], summaries, strict=True)] == GUIDE


def test_the_alerts_of_glimpse_lead_somewhere() -> None:
    for group in committed_groups():
        for rule in group["rules"]:
            if "alert" in rule:
                assert rule["annotations"]["description"]
                assert rule["annotations"]["runbook_url"].startswith("https://")


def committed_groups() -> list[dict[str, Any]]:
    return list(yaml.safe_load((ROOT / "alerts" / "app.yml").read_text(encoding="utf-8"))["groups"])


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_promtool_takes_the_rule_file_of_glimpse() -> None:
    checked = subprocess.run(
        ["promtool", "check", "rules", str(ROOT / "alerts" / "app.yml")], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "SUCCESS: 13 rules found" in checked.stdout
