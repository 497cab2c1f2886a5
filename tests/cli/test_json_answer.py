"""`-o json`: one document on stdout, on success and on failure; what people read stands on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.cli.json_answer import wants_json
from glimpse_gitops.sandbox import SandboxServer

from .test_bad_input import login, run

SECTION = '[tool.glimpse-gitops]\nowner = "answers"\nproject = "p-1"\n'


@pytest.fixture(scope="module")
def grafana() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(SECTION)
    (tmp_path / "stack").mkdir()
    text = 'from glimpse_gitops.authoring import Folder\nhome = Folder("answers", "Answers")\n'
    (tmp_path / "stack" / "a.py").write_text(text)
    return tmp_path


def answer(code: int, *arguments: str, cwd: Path, env: Mapping[str, str]) -> Any:
    done = run(*arguments, cwd=cwd, env=env)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["plan", "-o", "json"], True),
        (["plan", "-ojson"], True),
        (["plan", "--output=json"], True),
        (["plan", "--output", "json"], True),
        (["plan"], False),
        (["plan", "-o", "text"], False),
        (["lint", "-o", "json:findings.json"], False),
    ],
)
def test_whoever_wants_json_is_understood(arguments: list[str], wanted: bool) -> None:
    assert wants_json(arguments) is wanted


@pytest.mark.parametrize(
    ("arguments", "code", "kind"),
    [
        (["plan", "--nope"], 2, "UsageError"),
        (["plan", "--allow", "nope"], 2, "UsageError"),
        (["plan", "--env", "nope"], 2, "SettingsError"),
        (["plan", "--url", "http://127.0.0.1:9"], 8, "UnreachableError"),
        (["apply"], 2, "UsageError"),
        (["apply", "nowhere.json"], 2, "UsageError"),
        (["drift", "--url", "http://127.0.0.1:9"], 8, "UnreachableError"),
        (["hold", "nothing", "--for", "1h", "--reason", "x"], 2, "UsageError"),
        (["rollback", "nothing"], 2, "UsageError"),
        (["adopt"], 2, "UsageError"),
        (["doctor", "-C", "nowhere"], 2, "UsageError"),
        (["catalog", "show", "-C", "nowhere"], 2, "UsageError"),
    ],
)
def test_a_failure_is_a_document_too(
    arguments: list[str], code: int, kind: str, project: Path, grafana: SandboxServer
) -> None:
    document = answer(code, *arguments, "-o", "json", cwd=project, env=login(grafana))
    assert (document["error"]["kind"], document["error"]["exit_code"]) == (kind, code)
    assert document["error"]["message"]


def test_a_module_that_does_not_load_is_one_document_for_every_command(project: Path, grafana: SandboxServer) -> None:
    (project / "stack" / "b.py").write_text("x = 1 / 0\n")
    for command in (["plan"], ["apply", "--yes"], ["drift"], ["build"], ["adopt", "--drift"]):
        document = answer(2, *command, "-o", "json", cwd=project, env=login(grafana))
        assert "stack/b.py:1" in document["error"]["message"]
    assert answer(2, "lint", "-o", "json", cwd=project, env={})["findings"][0]["rule"] == "SP798"


def test_an_apply_that_ends_half_way_gives_its_result_and_no_second_document(
    project: Path, grafana: SandboxServer
) -> None:
    text = (project / "stack" / "a.py").read_text()
    (project / "stack" / "a.py").write_text(text.replace('"answers", "Answers"', '"half", "Half"'))
    grafana.faults.order(method="POST", path="folders", status=403, nth=3)
    document = answer(4, "apply", "--yes", "-o", "json", cwd=project, env=login(grafana))
    assert document["ended"] == "partly applied"
    grafana.faults.clear()


def test_the_life_of_an_object_in_documents(project: Path, grafana: SandboxServer) -> None:
    env = login(grafana)
    assert answer(0, "build", "-o", "json", cwd=project, env=env)["written"] == []
    assert answer(0, "apply", "--yes", "-o", "json", cwd=project, env=env)["ended"] == "done"
    placed = answer(0, "hold", "answers", "--for", "1h", "--reason", "x", "-o", "json", cwd=project, env=env)
    assert (placed["kind"], placed["id"], placed["on_hold"], placed["by"]) == ("folder", "answers", True, "admin")
    assert answer(0, "hold", "answers", "--release", "-o", "json", cwd=project, env=env)["on_hold"] is False
    assert answer(0, "adopt", "--drift", "-o", "json", cwd=project, env=env)["followed"] == []
    assert answer(0, "history", "-o", "json", cwd=project, env=env)[0]["ended"] == "done"
    assert answer(0, "rollback", "last", "--yes", "-o", "json", cwd=project, env=env)["ended"] == "done"


def test_environments_side_by_side_are_a_document(project: Path, grafana: SandboxServer) -> None:
    settings = (
        f'[tool.glimpse-gitops.environments.one]\nurl = "{grafana.url}"\n'
        '[tool.glimpse-gitops.environments.two]\nurl = "http://127.0.0.1:9"\n'
    )
    (project / "pyproject.toml").write_text(SECTION + settings)
    own = {"GRAFANA_USER_ONE": grafana.login, "GRAFANA_PASSWORD_ONE": grafana.password, "GRAFANA_TOKEN_TWO": "x"}
    document = answer(8, "plan", "--all", "-o", "json", cwd=project, env=own)
    one, two = document["environments"]
    assert (one["name"], two["name"]) == ("one", "two")
    assert "cannot be reached" in two["error"]
    assert [row["in"] for row in document["objects"]] == [{"one": "create", "two": "not_known"}]
