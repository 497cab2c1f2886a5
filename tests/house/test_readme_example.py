"""The README's example does what the README shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import cli
from glimpse_gitops.sandbox import SandboxServer

ROOT = Path(__file__).parents[2]
SECRETS = ("SLACK_WEBHOOK_URL", "PAGERDUTY_INTEGRATION_KEY", "ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_TOKEN")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in ("dashboards", "alerts", "metrics", "stack"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def shown(command: str) -> str:
    """The output that the README shows for `$ command`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"```console\n\$ {re.escape(command)}\n(.*?)```", text, re.DOTALL)
    assert found, f"the README has no example of {command}"
    return found[1]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(repository: Path, *arguments: str, **env: str) -> str:
    return CliRunner().invoke(cli, [arguments[0], "-C", str(repository), *arguments[1:]], env=env).output


def test_lint_shows_the_misspelt_metric_as_the_readme_does(repository: Path) -> None:
    replace(repository / "alerts" / "app.py", "rate(http_requests_total{", "rate(http_request_total{")
    assert run(repository, "lint") == shown("glimpse-gitops lint")


def test_plan_shows_the_changed_duration_as_the_readme_does(repository: Path) -> None:
    with SandboxServer() as grafana:
        login = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, "GRAFANA_URL": grafana.url}
        env = login | dict.fromkeys(SECRETS, "http://127.0.0.1:9/secret")
        run(repository, "apply", "--yes", **env)
        replace(repository / "alerts" / "app.py", 'for_="5m"', 'for_="10m"')
        output = run(repository, "plan", **env).replace(grafana.url, "http://localhost:3003")
    assert output == shown("glimpse-gitops plan")


def test_the_code_that_the_readme_shows_is_the_code_of_this_repository() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rule = re.search(r"```python\n(AlertRule\(.*?)\n\)\n```", text, re.DOTALL)
    assert rule
    source = (ROOT / "alerts" / "app.py").read_text(encoding="utf-8")
    assert all(line.strip() in source for line in rule[1].splitlines())
