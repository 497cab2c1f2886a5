"""What a nightly job reads from `drift`: its exit code, and one document on stdout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from glimpse_gitops.sandbox import SandboxServer

from .test_bad_input import login, run

SECTION = '[tool.glimpse-gitops]\nowner = "nightly"\nproject = "p-1"\n'


@pytest.fixture(scope="module")
def grafana() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


def test_drift_is_clean_after_an_apply_and_not_before(tmp_path: Path, grafana: SandboxServer) -> None:
    (tmp_path / "pyproject.toml").write_text(SECTION)
    (tmp_path / "stack").mkdir()
    home = 'from glimpse_gitops.authoring import Folder\nhome = Folder("home", "Home")\n'
    (tmp_path / "stack" / "a.py").write_text(home)
    env = login(grafana)
    before = run("drift", "-o", "json", cwd=tmp_path, env=env)
    assert before.returncode == 5
    assert json.loads(before.stdout) == {"known": False, "objects": 0, "drift": []}
    assert "next:  then glimpse-gitops apply" in before.stderr
    assert run("apply", "--yes", cwd=tmp_path, env=env).returncode == 0
    after = run("drift", cwd=tmp_path, env=env)
    assert after.returncode == 0, after.stderr
    assert "nobody changed the one object of ours" in after.stdout
