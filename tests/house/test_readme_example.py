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


def exported() -> dict[str, str]:
    """The environment that the README sets up around the sandbox."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(glimpse-gitops sandbox .*?)```", text, re.DOTALL)
    return dict(re.findall(r"(\w+)=(\S+)", "".join(line for line in block.splitlines(True) if "export" in line)))


def test_plan_shows_the_changed_duration_as_the_readme_does(repository: Path) -> None:
    env = exported()
    with SandboxServer() as grafana:
        assert (env["GRAFANA_USER"], env["GRAFANA_PASSWORD"]) == (grafana.login, grafana.password)
        shown_url, env["GRAFANA_URL"] = env["GRAFANA_URL"], grafana.url
        assert "13 done" in run(repository, "apply", "--yes", **env)
        replace(repository / "alerts" / "app.py", 'for_="5m"', 'for_="10m"')
        output = run(repository, "plan", **env).replace(grafana.url, shown_url)
    assert output == shown("glimpse-gitops plan")


def test_the_readme_starts_the_sandbox_where_it_then_goes() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    port = exported()["GRAFANA_URL"].rpartition(":")[2]
    assert f"glimpse-gitops sandbox --port {port} &" in text


def test_the_code_that_the_readme_shows_is_the_code_of_this_repository() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rule = re.search(r"```python\n(AlertRule\(.*?)\n\)\n```", text, re.DOTALL)
    assert rule
    source = (ROOT / "alerts" / "app.py").read_text(encoding="utf-8")
    assert all(line.strip() in source for line in rule[1].splitlines())
