"""The canary: whatever command is run and whatever fails, no byte that leaves the tool holds a secret."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import cli
from glimpse_gitops.http.retry import RetryPolicy
from glimpse_gitops.sandbox import SandboxServer

from ..workflow.conftest import PROJECT, edit

SECRETS = {
    "SLACK_URL": "https://hooks.slack.example/CANARY-1",
    "HOOK_TOKEN": "CANARY-2",
    "HOOK_URL": "http://x/CANARY-3",
}
FAULTS: tuple[dict[str, Any], ...] = (
    {
        "status": 400,
        "body": {"message": "bad token CANARY-2 for https://hooks.slack.example/CANARY-1 and http://x/CANARY-3"},
    },
    {"status": 500, "body": {"message": "CANARY-2", "error": "https://hooks.slack.example/CANARY-1"}},
    {"drop": "before"},
    {"drop": "after"},
    {"html": True},
)


@pytest.fixture
def grafana(monkeypatch: pytest.MonkeyPatch) -> Iterator[SandboxServer]:
    monkeypatch.setattr(RetryPolicy, "delay", lambda *_, **__: 0.0)
    with SandboxServer() as server:
        yield server


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in PROJECT.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    edit(tmp_path, "alerts/routing.py", 'url="http://127.0.0.1:9/hook"', 'url=env("HOOK_URL")')
    return tmp_path


def shown_by(root: Path, grafana: SandboxServer, *arguments: str) -> str:
    """All that a command prints, and the traceback that --debug would print."""
    env = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, "GRAFANA_URL": grafana.url, **SECRETS}
    result = CliRunner().invoke(cli, [arguments[0], "-C", str(root), *arguments[1:]], env=env)
    error = result.exception
    return result.output + (repr(error) + "".join(traceback.format_exception(error)) if error else "")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: next(iter(fault)))
def test_no_command_and_no_failure_shows_a_secret(root: Path, grafana: SandboxServer, fault: dict[str, Any]) -> None:
    said = [shown_by(root, grafana, "plan"), shown_by(root, grafana, "plan", "-o", "json")]
    grafana.faults.order(method="POST", path="/contact-points", times=99, **fault)
    said.append(shown_by(root, grafana, "apply", "--yes", "--no-lint"))
    grafana.faults.clear()
    said.append(shown_by(root, grafana, "apply", "--yes", "--no-lint", "-o", "json"))
    edit(root, "alerts/routing.py", 'recipient="#a"', 'recipient="#b"')
    grafana.faults.order(method="PUT", path="/contact-points", times=99, **fault)
    said.append(shown_by(root, grafana, "apply", "--yes", "--no-lint", "--allow", "contact-point:chat"))
    grafana.faults.clear()
    said.append(
        shown_by(root, grafana, "apply", "--yes", "--no-lint", "--resend-secrets", "--allow", "contact-point:chat")
    )
    said.append(shown_by(root, grafana, "plan", "--out", str(root / "saved.plan")))
    said += [shown_by(root, grafana, "history", *more) for more in ((), ("-o", "json"))]
    said.append(shown_by(root, grafana, "rollback", "last", "--yes", "--overwrite-drift"))
    assert '"ended": ' in said[3] and "undoing apply" in said[-1]
    leaked = [text for text in said if "CANARY" in text]
    assert [line for text in leaked for line in text.splitlines() if "CANARY" in line] == []
    written = [path for path in root.rglob("*") if path.is_file() and path.suffix != ".py"]
    assert any(path.suffix == ".jsonl" for path in written)
    assert not [path for path in written if b"CANARY" in path.read_bytes()]
    pages = [request for request in grafana.requests.writes() if "gitops" in request.path + str(request.body)]
    assert pages and not [
        request for request in pages if "CANARY" in str(request.body) and "contact-points" not in request.path
    ]
