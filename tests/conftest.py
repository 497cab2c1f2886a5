"""What tests of every folder share: small projects on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

SECTION = '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\nfolder = "shop"\ndatasource = "prom"\n'

ProjectMaker = Callable[[Mapping[str, str | bytes]], Path]
"""Path → content of each file; returns the root."""


@pytest.fixture
def project(tmp_path: Path) -> ProjectMaker:
    """`project({"alerts/app.py": "…"})` writes a project, with a valid section of settings where none is given."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "project"
        for path, content in {"pyproject.toml": SECTION, **files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write
