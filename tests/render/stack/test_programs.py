"""The committed configs, read by the programs that they are for, where these are on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from glimpse_gitops.workflow.certs import certs

from . import ROOT

COMPOSE = shutil.which("docker-compose")
needs_compose = pytest.mark.skipif(COMPOSE is None, reason="docker-compose is not installed")
ALLOY = os.environ.get("ALLOY", "")
needs_alloy = pytest.mark.skipif(not ALLOY, reason="ALLOY names no alloy")
needs_promtool = pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
SETTINGS = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "TEMPO_S3_BUCKET", "LOKI_S3_BUCKET")


def run(*command: str, cwd: Path = ROOT) -> str:
    environment = {**os.environ, **dict.fromkeys(SETTINGS, "x")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's definitions and files, with certificates."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("stack", "metrics", "dashboards", "alerts"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("private", "__pycache__"))
    for file in ("pyproject.toml", "docker-compose.monitoring.yml"):
        shutil.copy(ROOT / file, root)
    certs(root, days=1)
    return root


@needs_promtool
@pytest.mark.parametrize("path", ["prometheus", "tls/prometheus", "scale/prometheus-0", "scale/prometheus-federation"])
def test_promtool_accepts_the_config_of_prometheus(copy: Path, path: str) -> None:
    run("promtool", "check", "config", f"stack/{path}.yml", cwd=copy)


@needs_promtool
def test_promtool_accepts_the_config_of_its_web_server(copy: Path) -> None:
    run("promtool", "check", "web-config", "stack/tls/private/prometheus-web.yml", cwd=copy)


@needs_compose
@pytest.mark.parametrize(
    "files",
    [
        ("docker-compose.monitoring.yml",),
        ("docker-compose.monitoring.yml", "stack/tls/docker-compose.yml"),
        ("stack/scale/docker-compose.yml",),
    ],
)
def test_docker_compose_accepts_the_compose_files(copy: Path, files: tuple[str, ...]) -> None:
    named = [part for file in files for part in ("-f", file)]
    shown = run("docker-compose", "--project-directory", str(copy), *named, "config", cwd=copy)
    assert "glimpse-network" in shown


@needs_alloy
@pytest.mark.parametrize("folder", ["stack", "stack/tls", "stack/scale"])
def test_alloy_accepts_its_config_and_would_write_it_so(copy: Path, folder: str) -> None:
    run(ALLOY, "validate", f"{folder}/config.alloy", cwd=copy)
    run(ALLOY, "fmt", "--test", f"{folder}/config.alloy", cwd=copy)
